package dev.nevus.ingest.http;

import dev.nevus.event.Correlation;
import dev.nevus.ingest.PartlyQueuedException;
import dev.nevus.ingest.SegmentAgain;
import dev.nevus.ingest.catalog.OutdatedImages;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelRegistry;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the champion segment what older models did: {@code POST /v1/segmentations}. */
final class SegmentationEndpoint {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentationEndpoint.class);
  private static final int MOST = 10_000;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final SegmentAgain segmentAgain;
  private final ModelRegistry models;
  private final Semaphore turn = new Semaphore(1);

  SegmentationEndpoint(SegmentAgain segmentAgain, ModelRegistry models) {
    this.segmentAgain = segmentAgain;
    this.models = models;
  }

  /**
   * What was done.
   *
   * @param champion the model that works on the images, unless another one is promoted meanwhile
   * @param queued images
   * @param skipped images that have its mask already
   * @param more whether there are further ones: ask again once these are done
   */
  record Queued(ModelId champion, int queued, int skipped, boolean more) {}

  List<Route> routes() {
    return List.of(Route.post("/v1/segmentations", this::post));
  }

  private void post(Context ctx) throws IOException, InterruptedException, ProblemException {
    Correlation correlation = UploadRequest.correlation(ctx);
    JsonBody json = JsonBody.read(ctx, "since", "model", "limit", "by", "reason");
    Wish wish = Wish.of(json.text("by"), json.text("reason"));
    int limit = json.number("limit", MOST, MOST);
    // The registry's champion, not the catalog's, which may not have heard of it yet.
    ModelId champion =
        models.champion().map(Decision::model).orElseThrow(SegmentationEndpoint::noChampion);
    OutdatedImages.Wanted wanted =
        new OutdatedImages.Wanted(champion, json.model("model"), json.time("since"));
    if (!turn.tryAcquire()) {
      throw ProblemException.retryAfter(
          ProblemCode.TOO_BUSY, "Another request is queueing images: ask again.", PAUSE);
    }
    try {
      SegmentAgain.Queued done =
          segmentAgain.queue(wanted, limit, wish.by() + ": " + wish.reason(), correlation);
      Answers.json(
          ctx.status(202), new Queued(champion, done.queued(), done.skipped(), done.more()));
    } catch (PartlyQueuedException e) {
      LOG.atWarn()
          .addKeyValue("queued", e.queued())
          .addKeyValue("cause", String.valueOf(e.getCause()))
          .log("The log went away while images were queued");
      throw ProblemException.retryAfter(
          ProblemCode.NEIGHBOUR_AWAY,
          "The log went away after %,d images were queued: these will be worked on. Ask again for the rest."
              .formatted(e.queued()),
          PAUSE);
    } finally {
      turn.release();
    }
  }

  private static ProblemException noChampion() {
    return new ProblemException(
        ProblemCode.NO_CHAMPION,
        "Promote a model first: images are queued for the one that serves.");
  }
}
