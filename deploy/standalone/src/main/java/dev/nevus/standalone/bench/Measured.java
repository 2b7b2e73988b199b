package dev.nevus.standalone.bench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a process measured of its own training.
 *
 * @param engine in words
 * @param imagesPerSecond learned from
 * @param feedingShare of the time in which training waited for images, 0 to 1
 * @param peakBytes largest resident memory; 0 where the system does not tell
 */
public record Measured(
    String engine,
    @JsonProperty("images_per_second") double imagesPerSecond,
    @JsonProperty("feeding_share") double feedingShare,
    @JsonProperty("peak_bytes") long peakBytes) {}
