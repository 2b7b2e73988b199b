package dev.nevus.trainer.cli;

import dev.nevus.model.Precision;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A precision by its name. */
final class PrecisionWord implements ITypeConverter<Precision> {
  @Override
  public Precision convert(String text) {
    for (Precision precision : Precision.values()) {
      if (precision.id().equals(text)) {
        return precision;
      }
    }
    String known =
        Arrays.stream(Precision.values()).map(Precision::id).collect(Collectors.joining(" or "));
    throw new TypeConversionException("'%s' is not %s".formatted(text, known));
  }
}
