package dev.nevus.trainer.evaluation;

import dev.nevus.mask.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** One line for each image, RFC 4180: every measure, then what may make the image hard. */
public final class ImagesCsv {
  private static final String END = "\r\n";

  private ImagesCsv() {}

  /** The file; columns {@code compared_...} only if there was a second model. */
  public static String of(List<EvaluatedImage> images) {
    boolean isCompared = !images.isEmpty() && images.get(0).compared().isPresent();
    List<String> header = new ArrayList<>(List.of("id"));
    for (Measure measure : Measure.values()) {
      header.add(measure.field());
    }
    header.addAll(
        List.of(
            "lesion_share",
            "contrast",
            "dark_frame",
            "hair_share",
            "touches_border",
            "image_quality"));
    if (isCompared) {
      for (Measure measure : Measure.values()) {
        header.add("compared_" + measure.field());
      }
    }
    return images.stream()
        .map(ImagesCsv::line)
        .collect(Collectors.joining(END, String.join(",", header) + END, END));
  }

  private static String line(EvaluatedImage image) {
    List<String> fields = new ArrayList<>(List.of(quoted(image.id())));
    addMeasures(fields, image.overlap());
    ImageTraits traits = image.traits();
    fields.add(number(traits.lesionShare()));
    fields.add(number(traits.contrast()));
    fields.add(String.valueOf(traits.darkFrame()));
    fields.add(number(traits.hairShare()));
    fields.add(String.valueOf(traits.touchesBorder()));
    fields.add(quoted(traits.quality().orElse("")));
    image.compared().ifPresent(overlap -> addMeasures(fields, overlap));
    return String.join(",", fields);
  }

  private static void addMeasures(List<String> fields, Overlap overlap) {
    for (Measure measure : Measure.values()) {
      fields.add(number(measure.of(overlap)));
    }
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static String quoted(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
