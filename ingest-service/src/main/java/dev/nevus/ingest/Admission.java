package dev.nevus.ingest;

import dev.nevus.image.ImageInspector;
import dev.nevus.ingest.catalog.IdempotencyKeys;

/**
 * What an image is asked before it is taken.
 *
 * @param inspector whether it is an image
 * @param keys whether its sender's key stands for other bytes
 * @param quotas whether it goes behind
 */
public record Admission(ImageInspector inspector, IdempotencyKeys keys, LiveQuotas quotas) {}
