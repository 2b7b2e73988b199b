package dev.nevus.store;

import dev.nevus.image.ImageId;

/**
 * Which label.
 *
 * @param number among those of the image, counted from 1
 */
public record LabelName(ImageId image, int number) {}
