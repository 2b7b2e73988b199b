package dev.nevus.label;

import dev.nevus.image.ImageId;
import java.time.Instant;

/**
 * That a label trains no future model.
 *
 * @param image whose label
 * @param number of the label
 * @param by pseudonym of the person
 * @param reason one line
 * @param at when
 */
public record Withdrawal(ImageId image, int number, String by, String reason, Instant at) {}
