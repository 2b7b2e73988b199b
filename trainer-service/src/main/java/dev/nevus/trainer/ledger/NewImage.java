package dev.nevus.trainer.ledger;

import dev.nevus.event.ImageMetadata;
import dev.nevus.image.ImageId;

/**
 * An image that wants a side.
 *
 * @param image which
 * @param metadata what its sender said about it
 * @param fingerprint what it looks like
 */
public record NewImage(ImageId image, ImageMetadata metadata, Fingerprint fingerprint) {}
