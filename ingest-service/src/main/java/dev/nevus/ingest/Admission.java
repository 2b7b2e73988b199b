package dev.nevus.ingest;

import dev.nevus.image.ImageInspector;
import dev.nevus.ingest.catalog.IdempotencyKeys;
import dev.nevus.lifecycle.DiskSpace;

/**
 * What an image is asked before it is taken.
 *
 * @param inspector whether it is an image
 * @param keys whether its sender's key stands for other bytes
 * @param quotas whether it goes behind
 * @param disk whether there is room to keep it
 */
public record Admission(
    ImageInspector inspector, IdempotencyKeys keys, LiveQuotas quotas, DiskSpace disk) {}
