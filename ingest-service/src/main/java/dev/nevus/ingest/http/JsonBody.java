package dev.nevus.ingest.http;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.model.ModelId;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The JSON object in a request's body. A field that nobody knows is refused: it is more likely
 * misspelt than meant to be ignored. Problems name fields, never what they hold.
 */
final class JsonBody {
  private static final String MEDIA_TYPE = "application/json";

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final Map<?, ?> fields;

  private JsonBody(Map<?, ?> fields) {
    this.fields = fields;
  }

  /** The request's media type without parameters, in lower case; empty where it names none. */
  static String mediaType(Context ctx) {
    String header = ctx.contentType();
    return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Whether the body is said to be JSON. */
  static boolean isIn(Context ctx) {
    return mediaType(ctx).equals(MEDIA_TYPE);
  }

  /**
   * Reads the body.
   *
   * @param known the fields that it may have
   */
  static JsonBody read(Context ctx, String... known) throws ProblemException {
    if (!isIn(ctx)) {
      // Other types are what a page elsewhere could make a browser send.
      throw new ProblemException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "Send a JSON object with 'Content-Type: application/json'.");
    }
    UploadBody body = UploadBody.ofJson();
    body.checkDeclared(ctx.req().getContentLengthLong(), 0);
    Map<?, ?> fields = object(body.read(ctx.bodyInputStream()));
    if (!Set.of(known).containsAll(fields.keySet())) {
      throw bad(
          "It has a field that is not known here. Known are: " + new TreeSet<>(Set.of(known)));
    }
    return new JsonBody(fields);
  }

  private static Map<?, ?> object(byte[] json) throws ProblemException {
    try {
      return EventJson.fromJson(json, Map.class);
    } catch (RefusedException e) {
      throw bad("It must be one JSON object, no field of it twice");
    }
  }

  /** A text; empty where the field is absent, null or blank. */
  Optional<String> text(String name) throws ProblemException {
    Object value = fields.get(name);
    if (value != null && !(value instanceof String)) {
      throw bad(name + " must be a text");
    }
    return Optional.ofNullable((String) value).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** The name of a model, which need not exist. */
  Optional<ModelId> model(String name) throws ProblemException {
    Optional<String> text = text(name);
    try {
      return text.map(ModelId::new);
    } catch (IllegalArgumentException e) {
      throw bad(name + " must be a model's id, for example 20261123T041500Z-9f2c01ab");
    }
  }

  /** A moment. */
  Optional<Instant> time(String name) throws ProblemException {
    Optional<String> text = text(name);
    try {
      Optional<Instant> time = text.map(Instant::parse);
      // What no calendar of the databases holds would look like their fault.
      if (time.isEmpty() || (time.get().isAfter(EARLIEST) && time.get().isBefore(LATEST))) {
        return time;
      }
    } catch (DateTimeException e) {
      throw badTime(name);
    }
    throw badTime(name);
  }

  private static ProblemException badTime(String name) {
    return bad(name + " must be a time in UTC, for example 2026-11-23T04:15:00Z");
  }

  /** A whole number from 1 to {@code most}. */
  int number(String name, int fallback, int most) throws ProblemException {
    Object value = fields.get(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Integer number && number >= 1 && number <= most) {
      return number;
    }
    throw bad("%s must be a whole number from 1 to %,d".formatted(name, most));
  }

  /** Whether the field is there and true. */
  boolean isTrue(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  static ProblemException bad(String detail) {
    return new ProblemException(ProblemCode.BAD_BODY, detail + ".");
  }
}
