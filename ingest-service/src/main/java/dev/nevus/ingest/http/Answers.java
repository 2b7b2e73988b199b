package dev.nevus.ingest.http;

import dev.nevus.event.EventJson;
import dev.nevus.event.Urgency;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.catalog.ImageEntry;
import dev.nevus.ingest.catalog.ImageState;
import dev.nevus.ingest.catalog.MaskEntry;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What all endpoints do alike. */
final class Answers {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String JSON = "application/json";

  private Answers() {}

  /** Answers with a record in the one JSON form of Nevus. */
  static void json(Context ctx, Object answer) {
    ctx.contentType(JSON).result(EventJson.toJson(answer));
  }

  /** An urgency as programs read it. */
  static String word(Urgency urgency) {
    return urgency.name().toLowerCase(Locale.ROOT);
  }

  /** The image that the path names. */
  static ImageEntry image(Context ctx, KnownImages images) throws IOException, ProblemException {
    String id = ctx.pathParam("id");
    if (ImageId.isValid(id)) {
      return images.find(new ImageId(id)).orElseThrow(Answers::unknown);
    }
    throw unknown();
  }

  /** The named model's mask of an image, or else the one that is shown. */
  static MaskEntry mask(ImageEntry image, Optional<String> model) throws ProblemException {
    for (MaskEntry mask : image.masks()) {
      if (model.isEmpty() || mask.model().value().equals(model.get())) {
        return mask;
      }
    }
    if (image.state() == ImageState.ACCEPTED) {
      throw ProblemException.retryAfter(
          ProblemCode.MASK_NOT_READY, "The image waits for its mask: ask again.", SOON);
    }
    if (image.state() == ImageState.DEAD_LETTERED) {
      throw new ProblemException(
          ProblemCode.IMAGE_DEAD_LETTERED, "The image's own page tells the reason.");
    }
    throw new ProblemException(
        ProblemCode.MASK_UNKNOWN, "The image's own page tells which models made a mask of it.");
  }

  /** Of an image that nobody accepted. */
  static ProblemException unknown() {
    return new ProblemException(
        ProblemCode.IMAGE_UNKNOWN,
        "No image with this id was accepted: ids are the SHA-256 of the bytes, 64 hex digits.");
  }
}
