package dev.nevus.worker;

import dev.nevus.event.Correlation;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.SegmentationRequested;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.ModelId;
import dev.nevus.segment.SegmentationException;
import dev.nevus.worker.model.InUse;
import dev.nevus.worker.model.NamedModels;
import dev.nevus.worker.model.UnverifiedModelException;
import dev.nevus.worker.turn.Rank;
import dev.nevus.worker.turn.Turns;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * [3] to [4] once more: segments a stored image by the champion of the moment or by a model that
 * the request names. Live images go first. What is stored already is only told again. Safe for many
 * threads.
 */
final class SegmentRequested implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentRequested.class);

  private final MakeMask masks;
  private final Results results;
  private final NamedModels models;
  private final Turns turns;
  private final Telemetry telemetry;
  private final Judgement judgement;

  SegmentRequested(
      MakeMask masks, Results results, NamedModels models, Turns turns, Telemetry telemetry) {
    this.masks = masks;
    this.results = results;
    this.models = models;
    this.turns = turns;
    this.telemetry = telemetry;
    this.judgement = new Judgement(telemetry);
  }

  @Override
  public Verdict handle(Delivery delivery) throws IOException, InterruptedException {
    if (!(delivery.event() instanceof SegmentationRequested requested)) {
      return judgement.noWork();
    }
    return judgement.of(requested.image(), () -> segment(requested, delivery.correlation()));
  }

  @Override
  public boolean tellAgain(Delivery delivery) throws IOException, InterruptedException {
    if (!(delivery.event() instanceof SegmentationRequested requested)) {
      return false;
    }
    ModelId wanted = requested.model().orElseGet(models::champion);
    return results.tellAgain(wanted, requested.image(), delivery.correlation());
  }

  private void segment(SegmentationRequested requested, Correlation correlation)
      throws IOException, InterruptedException, RefusedException, SegmentationException {
    ModelId wanted = requested.model().orElseGet(models::champion);
    Optional<MaskPredicted> known = results.find(wanted, requested.image());
    if (known.isPresent()) {
      finished(known.get(), "repeated", correlation);
      return;
    }
    turns.awaitQuiet();
    Stopwatch watch = new Stopwatch(telemetry::stage);
    ModelChoice choice = () -> model(requested.model());
    MaskPredicted told =
        results.keep(masks.of(StoredImage.of(requested), choice, Rank.BEHIND, watch));
    watch.lap("put");
    finished(told, "resegmented", correlation);
    watch.lap("publish");
  }

  private InUse model(Optional<ModelId> named)
      throws IOException, RefusedException, SegmentationException {
    try {
      return named.isPresent() ? models.acquire(named.get()) : models.acquireChampion();
    } catch (UnverifiedModelException e) {
      if (e.mayPass()) {
        throw new SegmentationException("the model that was asked for cannot be opened now", e);
      }
      throw new Refusal(
              Refusal.Code.MODEL_UNVERIFIED,
              "The model that was asked for cannot serve (%s): ask for another one, or add it anew."
                  .formatted(e.code()))
          .asException();
    }
  }

  private void finished(MaskPredicted told, String outcome, Correlation correlation)
      throws IOException, InterruptedException {
    results.tell(told, correlation);
    telemetry.image(outcome, "none");
    LOG.atInfo()
        .addKeyValue("image", told.image())
        .addKeyValue("correlation", correlation.correlationId().orElse(""))
        .addKeyValue("model", told.model())
        .addKeyValue("outcome", outcome)
        .log("requested image segmented");
  }
}
