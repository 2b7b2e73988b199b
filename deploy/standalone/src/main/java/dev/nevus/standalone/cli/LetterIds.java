package dev.nevus.standalone.cli;

import dev.nevus.event.Origin;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The id of a dead letter on the command line. */
final class LetterIds implements ITypeConverter<Origin> {
  @Override
  public Origin convert(String text) {
    return Origin.parse(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "a letter's id looks like nevus.images.stored-0@17, as list shows it"));
  }
}
