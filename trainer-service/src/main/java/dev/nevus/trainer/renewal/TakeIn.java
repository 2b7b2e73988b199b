package dev.nevus.trainer.renewal;

import dev.nevus.event.Blame;
import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.TrainingRequested;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.RecordHandler;
import dev.nevus.image.Refusal;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import dev.nevus.training.Trainings;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what the log tells the trainer: labels and requests. Each is durable as an object before
 * its place on the log is kept, so nothing is lost, and nothing counts twice.
 */
final class TakeIn implements RecordHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TakeIn.class);

  private final EventDecoder decoder;
  private final CollectedLabels labels;
  private final Trainings trainings;
  private final DeadLetters deadLetters;
  private final Bell bell;

  /**
   * @param bell rung when something came that may begin a training
   */
  TakeIn(
      EventDecoder decoder,
      CollectedLabels labels,
      Trainings trainings,
      DeadLetters deadLetters,
      Bell bell) {
    this.decoder = decoder;
    this.labels = labels;
    this.trainings = trainings;
    this.deadLetters = deadLetters;
    this.bell = bell;
  }

  @Override
  public void handle(LogRecord record) throws IOException, InterruptedException {
    try {
      take(decoder.decode(record).event());
    } catch (RefusedException e) {
      deadLetters.add(record, Correlation.NONE, e.refusal());
    } catch (RuntimeException e) {
      // A defect of ours, met by this record: it must not stop the others.
      LOG.atError().setCause(e).addKeyValue("origin", record.origin()).log("taking in broke");
      deadLetters.add(
          record,
          Correlation.NONE,
          new Refusal(
              Code.UNREADABLE_EVENT,
              "The trainer cannot take this in: " + e.getClass().getSimpleName() + "."),
          Blame.of(e, TakeIn.class));
    }
  }

  private void take(Event event) throws IOException {
    if (event instanceof LabelAccepted label && labels.add(label)) {
      LOG.atInfo()
          .addKeyValue("image", label.image())
          .addKeyValue("label", label.number())
          .log("label collected");
      bell.ring();
    } else if (event instanceof TrainingRequested request) {
      trainings.keep(request);
      LOG.atInfo().addKeyValue("request", request.request()).log("training requested");
      bell.ring();
    }
  }
}
