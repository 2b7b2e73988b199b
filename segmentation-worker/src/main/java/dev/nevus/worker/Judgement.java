package dev.nevus.worker;

import dev.nevus.event.Blame;
import dev.nevus.event.Fault;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.ImageId;
import dev.nevus.image.Refusal;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.segment.SegmentationException;
import dev.nevus.store.NoSuchObject;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a delivery whose work ended in one way or another. Safe for many threads. */
final class Judgement {
  private static final Logger LOG = LoggerFactory.getLogger(Judgement.class);

  /** The work on an image; returns when all of its effects are durable. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException, RefusedException, SegmentationException;
  }

  private final Telemetry telemetry;

  Judgement(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /**
   * Does the work and judges its end.
   *
   * @throws IOException if a neighbour is away, which is no end
   */
  Verdict of(ImageId image, Work work) throws IOException, InterruptedException {
    try {
      work.run();
      return Verdict.DONE;
    } catch (NoSuchObject e) {
      return rejected(
          new Refusal(
              Code.OBJECT_MISSING,
              "The image was announced but is not in the store: send it again."));
    } catch (RefusedException e) {
      return rejected(e.refusal());
    } catch (SegmentationException e) {
      LOG.atWarn().setCause(e).addKeyValue("image", image).log("the engine failed at an image");
      return new Verdict.Failed("the engine failed", Blame.of(Fault.MODEL, e, Judgement.class));
    }
  }

  /** Of a record that asks for no work. */
  Verdict noWork() {
    return rejected(
        new Refusal(
            Code.UNREADABLE_EVENT,
            "The record is no image to segment: look at who writes to the topic."));
  }

  private Verdict rejected(Refusal refusal) {
    telemetry.image("dead-lettered", refusal.code().id());
    return new Verdict.Rejected(refusal);
  }
}
