package dev.nevus.worker;

import dev.nevus.event.Correlation;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.RefusedException;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.ModelId;
import dev.nevus.segment.SegmentationException;
import dev.nevus.worker.model.ServingModel;
import dev.nevus.worker.turn.Rank;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * [3] to [4]: fetches a stored image, finds its lesion, stores the mask, then its result, then
 * tells the log; with one model from the first step to the last. A second run does the work again
 * but has no second effect: the first result stays, and its words are repeated. Safe for many
 * threads.
 */
final class SegmentImage implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentImage.class);

  private final MakeMask masks;
  private final Results results;
  private final ServingModel serving;
  private final Shadow shadow;
  private final Telemetry telemetry;
  private final Rank rank;
  private final Judgement judgement;

  SegmentImage(
      MakeMask masks,
      Results results,
      ServingModel serving,
      Shadow shadow,
      Telemetry telemetry,
      Rank rank) {
    this.masks = masks;
    this.results = results;
    this.serving = serving;
    this.shadow = shadow;
    this.telemetry = telemetry;
    this.rank = rank;
    this.judgement = new Judgement(telemetry);
  }

  @Override
  public Verdict handle(Delivery delivery) throws IOException, InterruptedException {
    if (!(delivery.event() instanceof ImageStored stored)) {
      return judgement.noWork();
    }
    StoredImage image = StoredImage.of(stored);
    return judgement.of(image.id(), () -> segment(image, delivery.correlation()));
  }

  /** Of the model that serves: an image is segmented by that one, however often it comes. */
  @Override
  public boolean tellAgain(Delivery delivery) throws IOException, InterruptedException {
    Optional<ModelId> model = serving.id();
    if (model.isEmpty() || !(delivery.event() instanceof ImageStored stored)) {
      return false;
    }
    return results.tellAgain(model.get(), stored.image(), delivery.correlation());
  }

  private void segment(StoredImage image, Correlation correlation)
      throws IOException, InterruptedException, RefusedException, SegmentationException {
    Stopwatch watch = new Stopwatch(telemetry::stage);
    MaskPredicted told = results.keep(masks.of(image, serving::acquire, rank, watch));
    watch.lap("put");
    results.tell(told, correlation);
    watch.lap("publish");
    telemetry.image("segmented", "none");
    LOG.atInfo()
        .addKeyValue("image", told.image())
        .addKeyValue("correlation", correlation.correlationId().orElse(""))
        .addKeyValue("model", told.model())
        .log("image segmented");
    shadow.offer(image, told.model());
  }
}
