package dev.nevus.ingest.http;

import dev.nevus.event.EventJson;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.catalog.ImageEntry;
import io.javalin.http.Context;
import java.io.IOException;

/** What all endpoints do alike. */
final class Answers {
  private static final String JSON = "application/json";

  private Answers() {}

  /** Answers with a record in the one JSON form of Nevus. */
  static void json(Context ctx, Object answer) {
    ctx.contentType(JSON).result(EventJson.toJson(answer));
  }

  /** The image that the path names. */
  static ImageEntry image(Context ctx, KnownImages images) throws IOException, ProblemException {
    String id = ctx.pathParam("id");
    if (ImageId.isValid(id)) {
      return images.find(new ImageId(id)).orElseThrow(Answers::unknown);
    }
    throw unknown();
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemCode.IMAGE_UNKNOWN,
        "No image with this id was accepted: ids are the SHA-256 of the bytes, 64 hex digits.");
  }
}
