package dev.nevus.standalone.cli;

import dev.nevus.image.ImageId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an image as a person types it. */
final class ImageIds implements ITypeConverter<ImageId> {
  @Override
  public ImageId convert(String text) {
    try {
      return new ImageId(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("an image is named by the 64 hex digits of its SHA-256");
    }
  }
}
