package dev.nevus.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** One golden sample of each event, as it may stand on logs for years. */
public final class EventSamples {
  private EventSamples() {}

  /** The sample's own bytes. */
  public static byte[] json(EventType type) {
    return resource("/events/" + type.versionedName() + ".json");
  }

  /** The schema that the sample obeys. */
  static byte[] schema(EventType type) {
    return resource(type.schemaResource());
  }

  private static byte[] resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(EventSamples.class.getResourceAsStream(name), name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
