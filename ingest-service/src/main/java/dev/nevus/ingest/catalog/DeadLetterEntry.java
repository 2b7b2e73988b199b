package dev.nevus.ingest.catalog;

import java.time.Instant;

/**
 * Why an image has no mask.
 *
 * @param code stable reason
 * @param detail one sentence for a person
 * @param attempts how often it was tried
 * @param at when it was given up
 */
public record DeadLetterEntry(String code, String detail, int attempts, Instant at) {}
