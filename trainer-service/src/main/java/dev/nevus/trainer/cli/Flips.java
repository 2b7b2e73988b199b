package dev.nevus.trainer.cli;

import dev.nevus.trainer.unet.FlipAveraging;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How many mirror images are averaged, as people type it. */
final class Flips implements ITypeConverter<FlipAveraging> {
  @Override
  public FlipAveraging convert(String text) {
    try {
      return FlipAveraging.over(Integer.parseInt(text));
    } catch (IllegalArgumentException notOne) {
      throw new TypeConversionException("1, 2 or 4, not '" + text + "'");
    }
  }
}
