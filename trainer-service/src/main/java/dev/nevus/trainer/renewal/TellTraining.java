package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingEnded;
import dev.nevus.event.TrainingStarted;
import dev.nevus.model.ModelId;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingJob;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells when trainings begin and end; each fact once more does no harm. For one thread. */
final class TellTraining {
  private static final Logger LOG = LoggerFactory.getLogger(TellTraining.class);

  private final Desk desk;
  private final RenewalFigures figures;

  TellTraining(Desk desk, RenewalFigures figures) {
    this.desk = desk;
    this.figures = figures;
  }

  void began(TrainingJob job) throws IOException, InterruptedException {
    desk.tell(
        new TrainingStarted(job.number(), job.dataSet(), job.trigger(), job.start(), job.at()));
  }

  /**
   * Returns once the end is durable and told, and the space is given back; of two ends at once the
   * first one is kept.
   */
  void end(TrainingEnd end) throws IOException, InterruptedException {
    TrainingEnd kept = desk.trainings().end(end);
    LOG.atInfo()
        .addKeyValue("training", kept.number())
        .addKeyValue("outcome", kept.outcome())
        .addKeyValue("model", kept.model().map(ModelId::value).orElse(""))
        .addKeyValue("reasons", kept.reasons())
        .log("training ended");
    figures.ended(kept);
    ended(kept);
  }

  /** For an end that is durable: whoever died may have come no further. */
  void ended(TrainingEnd end) throws IOException, InterruptedException {
    desk.tell(
        new TrainingEnded(
            end.number(),
            end.outcome().name().toLowerCase(Locale.ROOT),
            end.model(),
            end.reasons(),
            end.at()));
    new StoredRun(desk.store(), end.number()).clear();
  }
}
