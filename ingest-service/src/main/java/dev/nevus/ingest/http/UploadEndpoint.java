package dev.nevus.ingest.http;

import dev.nevus.event.Correlation;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.IngestAnswer;
import dev.nevus.ingest.IngestImage;
import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.Upload;
import dev.nevus.ingest.catalog.CatalogException;
import dev.nevus.ingest.catalog.ImageEntry;
import dev.nevus.ingest.catalog.ImageState;
import dev.nevus.lifecycle.DiskFullException;
import dev.nevus.lifecycle.Telemetry;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/** Takes images: {@code POST /v1/images}. 202 means that the image is durable and announced. */
final class UploadEndpoint {
  private final IngestImage ingest;
  private final KnownImages images;
  private final UploadBody body;
  private final UploadBudget budget;
  private final Telemetry telemetry;

  UploadEndpoint(
      IngestImage ingest,
      KnownImages images,
      UploadBody body,
      UploadBudget budget,
      Telemetry telemetry) {
    this.ingest = ingest;
    this.images = images;
    this.body = body;
    this.budget = budget;
    this.telemetry = telemetry;
  }

  List<Route> routes() {
    return List.of(Route.post(Links.IMAGES, this::upload));
  }

  @SuppressWarnings("try") // the share is only held
  private void upload(Context ctx) throws IOException, InterruptedException, ProblemException {
    Correlation correlation = UploadRequest.correlation(ctx);
    requireRoom(ctx);
    try (UploadBudget.Share share = admit(ctx)) {
      tell(ctx, ingest.ingest(receive(ctx, correlation)));
    }
  }

  private void requireRoom(Context ctx) throws IOException {
    try {
      ingest.requireRoom();
    } catch (DiskFullException e) {
      // The body was not read: the connection is not to be used again.
      ctx.header("Connection", "close");
      telemetry.image("refused", ProblemCode.DISK_FULL.id());
      throw e;
    }
  }

  private UploadBudget.Share admit(Context ctx) throws ProblemException {
    int overhead = ctx.isMultipartFormData() ? UploadForm.OVERHEAD : 0;
    try {
      return budget.admit(ctx, body, overhead);
    } catch (ProblemException e) {
      throw turnedAway(ctx, e);
    }
  }

  private Upload receive(Context ctx, Correlation correlation)
      throws IOException, ProblemException {
    try {
      return UploadRequest.read(ctx, body, correlation);
    } catch (ProblemException e) {
      throw turnedAway(ctx, e);
    }
  }

  /** The rest of the body was not read: whoever sent it must not use the connection again. */
  private ProblemException turnedAway(Context ctx, ProblemException e) {
    ctx.header("Connection", "close");
    telemetry.image("refused", e.problem().code());
    return e;
  }

  private void tell(Context ctx, IngestAnswer answer) throws IOException, ProblemException {
    if (answer instanceof IngestAnswer.Accepted accepted) {
      tellAccepted(ctx, UploadAnswer.first(accepted));
    } else if (answer instanceof IngestAnswer.Repeated repeated) {
      tellAccepted(ctx, UploadAnswer.again(repeated, state(repeated.image())));
    } else if (answer instanceof IngestAnswer.Refused refused) {
      throw ProblemException.of(refused.refusal());
    } else {
      throw new ProblemException(
          ProblemCode.IDEMPOTENCY_KEY_REUSED,
          "The key was sent with other bytes within a day: make a new key for a new image.");
    }
  }

  private static void tellAccepted(Context ctx, UploadAnswer answer) {
    ctx.header("Location", answer.links().self());
    Answers.json(ctx.status(202), answer);
  }

  private ImageState state(ImageId image) throws IOException {
    try {
      return images.find(image).map(ImageEntry::state).orElse(ImageState.ACCEPTED);
    } catch (CatalogException e) {
      // That the image was accepted is certain without the catalog, and a repeat must not fail for
      // more.
      return ImageState.ACCEPTED;
    }
  }
}
