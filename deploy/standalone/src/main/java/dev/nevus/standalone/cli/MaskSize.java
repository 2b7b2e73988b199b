package dev.nevus.standalone.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Size of a mask that somebody asked for.
 *
 * @param width columns
 * @param height rows
 */
record MaskSize(int width, int height) {
  private static final int LARGEST_SIDE = 30_000;

  MaskSize {
    if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
      throw new IllegalArgumentException("a mask of %d x %d pixels".formatted(width, height));
    }
  }

  /** Reads {@code WxH}. */
  static final class Converter implements ITypeConverter<MaskSize> {
    @Override
    public MaskSize convert(String text) {
      String[] sides = text.split("x", -1);
      try {
        if (sides.length == 2) {
          return new MaskSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        }
      } catch (IllegalArgumentException e) {
        // Falls through to the one message for every form that is not understood.
      }
      throw new TypeConversionException("'" + text + "' is not a size such as 320x240");
    }
  }
}
