package dev.nevus.worker;

import dev.nevus.event.Correlation;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageId;
import dev.nevus.image.LesionImage;
import dev.nevus.image.Refusal;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.segment.LesionMeasurer;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * [3] to [4]: fetches a stored image, finds its lesion, stores the mask, then its result, then
 * tells the log. A second run does the work again but has no second effect: the first result stays,
 * and its words are repeated. Safe for many threads.
 */
final class SegmentImage implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentImage.class);
  private static final String PNG = "image/png";
  private static final String JSON = "application/json";

  private final ObjectStore store;
  private final EventLog log;
  private final ServingModel model;
  private final ImageDecoder decoder;
  private final MaskForm form;
  private final WorkContext context;

  /**
   * What surrounds the work.
   *
   * @param worker name of this process, told in each result
   * @param telemetry figures
   * @param clock time of results
   */
  record WorkContext(String worker, Telemetry telemetry, Clock clock) {}

  SegmentImage(
      ObjectStore store,
      EventLog log,
      ServingModel model,
      ImageDecoder decoder,
      MaskForm form,
      WorkContext context) {
    this.store = store;
    this.log = log;
    this.model = model;
    this.decoder = decoder;
    this.form = form;
    this.context = context;
  }

  @Override
  public Verdict handle(Delivery delivery) throws IOException, InterruptedException {
    if (!(delivery.event() instanceof ImageStored stored)) {
      return rejected(
          new Refusal(
              Code.UNREADABLE_EVENT,
              "The record is no image to segment: look at who writes to the topic."));
    }
    Stopwatch watch = new Stopwatch(context.telemetry());
    try {
      Result result = segment(stored, watch);
      MaskPredicted told = keepFirst(stored.image(), result, watch);
      log.publish(told, delivery.correlation());
      watch.lap("publish");
      finished(told, delivery.correlation());
      return Verdict.DONE;
    } catch (NoSuchObject e) {
      return rejected(
          new Refusal(
              Code.OBJECT_MISSING,
              "The image was announced but is not in the store: send it again."));
    } catch (RefusedException e) {
      return rejected(e.refusal());
    } catch (SegmentationException e) {
      LOG.atWarn()
          .setCause(e)
          .addKeyValue("image", stored.image())
          .log("the engine failed at an image");
      return new Verdict.Failed("the engine failed");
    }
  }

  /** A mask's PNG and what was measured on it. */
  private record Result(Png png, MaskPredicted fact) {}

  /** Bytes that compare by identity: a record must not hold an array. */
  private interface Png {
    byte[] bytes();
  }

  private Result segment(ImageStored stored, Stopwatch watch)
      throws IOException, RefusedException, SegmentationException {
    byte[] original = store.get(stored.pixels());
    double fetch = watch.lap("fetch");
    try (LesionImage image = decoder.decode(original)) {
      double decode = watch.lap("decode");
      Probability probability = model.segmenter().segment(image);
      double segment = watch.lap("segment");
      try (Mask mask = form.of(probability, image.width(), image.height())) {
        double formed = watch.lap("form");
        LesionMeasures measures =
            LesionMeasurer.measure(image, mask, probability, stored.metadata().pixelSpacingMm());
        double measure = watch.lap("measure");
        byte[] png = MaskPng.encode(mask);
        double encode = watch.lap("encode");
        MaskPredicted.Timings timings =
            new MaskPredicted.Timings(fetch, decode, segment, formed, measure, encode);
        return new Result(() -> png, fact(stored.image(), mask, measures, timings));
      }
    }
  }

  private MaskPredicted fact(
      ImageId image, Mask mask, LesionMeasures measures, MaskPredicted.Timings timings) {
    return new MaskPredicted(
        image,
        model.id(),
        Keys.mask(model.id(), image),
        mask.width(),
        mask.height(),
        measures,
        timings,
        context.worker(),
        context.clock().instant());
  }

  /**
   * Stores the mask and then its result, unless an earlier attempt did; what is told is what is
   * stored.
   */
  private MaskPredicted keepFirst(ImageId image, Result result, Stopwatch watch)
      throws IOException, RefusedException {
    store.putIfAbsent(result.fact().mask(), result.png().bytes(), PNG);
    ObjectKey key = Keys.result(model.id(), image);
    boolean first = store.putIfAbsent(key, EventJson.toJson(result.fact()), JSON);
    MaskPredicted kept =
        first ? result.fact() : EventJson.fromJson(store.get(key), MaskPredicted.class);
    watch.lap("put");
    return kept;
  }

  private Verdict rejected(Refusal refusal) {
    context.telemetry().image("dead-lettered", refusal.code().id());
    return new Verdict.Rejected(refusal);
  }

  private void finished(MaskPredicted told, Correlation correlation) {
    context.telemetry().image("segmented", "none");
    LOG.atInfo()
        .addKeyValue("image", told.image())
        .addKeyValue("correlation", correlation.correlationId().orElse(""))
        .addKeyValue("model", told.model())
        .log("image segmented");
  }
}
