package dev.nevus.ingest;

import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The names by which senders tell metadata, the same at every door. */
public final class MetadataFields {
  private static final String LIVE = "live";
  private static final String BACKLOG = "backlog";

  private MetadataFields() {}

  /**
   * Reads {@code patient}, {@code lesion}, {@code body-site}, {@code pixel-spacing} (mm) and {@code
   * source}.
   *
   * @param field the value of a name, where the sender gave one
   * @throws RefusedException if a value has another form
   */
  public static ImageMetadata read(Function<String, Optional<String>> field)
      throws RefusedException {
    try {
      return new ImageMetadata(
          given(field, "patient"),
          given(field, "lesion"),
          given(field, "body-site"),
          spacing(given(field, "pixel-spacing")),
          given(field, "source"));
    } catch (IllegalArgumentException e) {
      throw refused("Send other metadata: " + e.getMessage() + ".");
    }
  }

  /**
   * Reads {@code urgency}: {@code live}, which is meant where nothing is said, or {@code backlog}.
   *
   * @param field the value of a name, where the sender gave one
   * @throws RefusedException for any other word
   */
  public static Urgency urgency(Function<String, Optional<String>> field) throws RefusedException {
    String word = given(field, "urgency").orElse(LIVE);
    if (!word.equals(LIVE) && !word.equals(BACKLOG)) {
      throw refused("Send another urgency: it must be live or backlog.");
    }
    return word.equals(LIVE) ? Urgency.LIVE : Urgency.BACKLOG;
  }

  private static RefusedException refused(String detail) {
    return new Refusal(Refusal.Code.BAD_METADATA, detail).asException();
  }

  private static Optional<String> given(Function<String, Optional<String>> field, String name) {
    return field.apply(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static OptionalDouble spacing(Optional<String> text) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      // The message would repeat what the sender wrote.
      throw new IllegalArgumentException("pixel-spacing must be a number of millimetres", e);
    }
  }
}
