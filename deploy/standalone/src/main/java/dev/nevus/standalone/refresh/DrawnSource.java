package dev.nevus.standalone.refresh;

import dev.nevus.event.ImageMetadata;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.MaskPng;
import dev.nevus.standalone.labels.LabelledSource;

/**
 * A drawing with its true mask.
 *
 * @param number of the drawing, counted from 0
 */
record DrawnSource(int number) implements LabelledSource {
  @Override
  public String name() {
    return "drawn-%03d".formatted(number + 1);
  }

  @Override
  public byte[] image() {
    try (DrawnLesion drawn = RoundSize.labelled(number)) {
      return drawn.jpeg();
    }
  }

  @Override
  public byte[] mask() {
    try (DrawnLesion drawn = RoundSize.labelled(number)) {
      return MaskPng.encode(drawn.mask());
    }
  }

  @Override
  public ImageMetadata metadata() {
    return ImageMetadata.NONE;
  }
}
