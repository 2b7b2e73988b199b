package dev.nevus.ingest.http;

import dev.nevus.event.Correlation;
import dev.nevus.image.ImageLimits;
import dev.nevus.ingest.AcceptLabel;
import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.LabelMask;
import dev.nevus.ingest.catalog.ImageEntry;
import dev.nevus.ingest.catalog.MaskEntry;
import dev.nevus.label.Annotation;
import dev.nevus.label.LabelBook;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.ModelId;
import dev.nevus.store.ObjectStore;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes labels: {@code PUT /v1/images/{id}/label}, a mask that was drawn, or the word that a
 * predicted one is right. 200 means that the label is durable and announced.
 */
final class LabelEndpoint {
  /** No type at all is what {@code curl -T} sends. */
  private static final Set<String> MASK_TYPES = Set.of("image/png", "application/octet-stream", "");

  private final AcceptLabel accept;
  private final KnownImages images;
  private final ObjectStore store;
  private final Limits limits;
  private final Telemetry telemetry;

  /**
   * What a label may cost.
   *
   * @param image limits of images, which hold for masks too
   * @param budget memory of all bodies at once
   * @param pixels masks in memory at once
   */
  record Limits(ImageLimits image, UploadBudget budget, PixelWork pixels) {}

  LabelEndpoint(
      AcceptLabel accept,
      KnownImages images,
      ObjectStore store,
      Limits limits,
      Telemetry telemetry) {
    this.accept = accept;
    this.images = images;
    this.store = store;
    this.limits = limits;
    this.telemetry = telemetry;
  }

  List<Route> routes() {
    return List.of(Route.put(Links.IMAGE + "/label", this::put));
  }

  private void put(Context ctx) throws IOException, InterruptedException, ProblemException {
    Correlation correlation = UploadRequest.correlation(ctx);
    try {
      ImageEntry image = Answers.image(ctx, images);
      LabelBook.Added added =
          JsonBody.isIn(ctx)
              ? acceptPredicted(ctx, image, correlation)
              : acceptDrawn(ctx, image, correlation);
      Answers.json(ctx, ToldLabel.of(added));
    } catch (ProblemException e) {
      // The rest of the body may not have been read: the connection is not to be used again.
      ctx.header("Connection", "close");
      telemetry.label("refused");
      throw e;
    }
  }

  @SuppressWarnings("try") // the share is only held
  private LabelBook.Added acceptDrawn(Context ctx, ImageEntry image, Correlation correlation)
      throws IOException, InterruptedException, ProblemException {
    if (!MASK_TYPES.contains(JsonBody.mediaType(ctx))) {
      throw new ProblemException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "Send a mask as image/png, or {\"accept\": true} as application/json.");
    }
    Annotation annotation =
        annotation(
            UploadRequest.field(ctx, "annotator"),
            UploadRequest.field(ctx, "comment"),
            Optional.empty());
    UploadBody body = UploadBody.ofMasks(limits.image());
    try (UploadBudget.Share share = limits.budget().admit(ctx, body, 0)) {
      byte[] file = body.read(ctx.bodyInputStream());
      return accept.accept(image.image(), fitted(file, image), annotation, correlation);
    }
  }

  private LabelBook.Added acceptPredicted(Context ctx, ImageEntry image, Correlation correlation)
      throws IOException, InterruptedException, ProblemException {
    JsonBody json = JsonBody.read(ctx, "accept", "model", "annotator", "comment");
    if (!json.isTrue("accept")) {
      throw JsonBody.bad("accept must be true: a mask that was drawn is sent as image/png");
    }
    MaskEntry mask = Answers.mask(image, json.model("model").map(ModelId::value));
    Annotation annotation =
        annotation(
            json.text("annotator").or(() -> UploadRequest.field(ctx, "annotator")),
            json.text("comment").or(() -> UploadRequest.field(ctx, "comment")),
            Optional.of(mask.model()));
    byte[] file = store.get(mask.mask());
    return accept.accept(image.image(), fitted(file, image), annotation, correlation);
  }

  private LabelMask fitted(byte[] file, ImageEntry image)
      throws IOException, InterruptedException, ProblemException {
    ImageEntry.Original original = image.original().orElseThrow(Answers::unknown);
    return limits
        .pixels()
        .run(() -> LabelMask.of(file, original.width(), original.height(), limits.image()));
  }

  private static Annotation annotation(
      Optional<String> annotator, Optional<String> comment, Optional<ModelId> accepted)
      throws ProblemException {
    try {
      return new Annotation(
          annotator.map(String::strip).orElse(""),
          comment.map(String::strip).filter(text -> !text.isEmpty()),
          accepted);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          ProblemCode.BAD_PARAMETER,
          "Say who made the mask, in the header Nevus-Annotator or as annotator: "
              + e.getMessage()
              + ".");
    }
  }
}
