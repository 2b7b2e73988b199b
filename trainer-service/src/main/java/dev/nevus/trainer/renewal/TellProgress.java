package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingProgressed;
import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.PredictedSample;
import dev.nevus.trainer.training.RunFolder;
import dev.nevus.trainer.training.StepReport;
import dev.nevus.trainer.training.TrainingLog;
import dev.nevus.training.TrainingState;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.List;

/**
 * After each epoch of a training keeps what it goes on from and tells how far it is; ends it when
 * its time is up.
 */
final class TellProgress implements TrainingLog {
  private final Desk desk;
  private final int training;
  private final RunFolder folder;
  private final StoredRun stored;
  private final Instant deadline;

  TellProgress(Desk desk, int training, RunFolder folder, StoredRun stored, Instant deadline) {
    this.desk = desk;
    this.training = training;
    this.folder = folder;
    this.stored = stored;
    this.deadline = deadline;
  }

  /** The training's time is up: it makes do with its best epoch so far. */
  static final class TimeIsUp extends IOException {
    private static final long serialVersionUID = 1L;

    TimeIsUp() {
      super("the training's time is up");
    }
  }

  @Override
  public void step(StepReport step) throws IOException {
    if (desk.clock().instant().isAfter(deadline)) {
      throw new TimeIsUp();
    }
  }

  @Override
  public void epoch(EpochReport epoch, List<PredictedSample> shown) throws IOException {
    stored.keep(folder, epoch.epoch());
    Instant now = desk.clock().instant();
    double jaccard = epoch.validation().jaccard();
    desk.trainings()
        .tell(
            new TrainingState(
                training,
                "training",
                epoch.epoch(),
                epoch.epochs(),
                epoch.loss(),
                jaccard,
                desk.trainer(),
                now));
    try {
      desk.tell(
          new TrainingProgressed(
              training, epoch.epoch(), epoch.epochs(), epoch.loss(), jaccard, now));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("while telling an epoch").initCause(e);
    }
  }
}
