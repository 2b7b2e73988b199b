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
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * After each epoch of a training keeps what it goes on from and tells how far it is; ends it when
 * its time is up. The time is what learning takes, in all processes together: a wait for the store
 * or the log is not in it, nor is the time between one process and the next.
 */
final class TellProgress implements TrainingLog {
  private final Desk desk;
  private final int training;
  private final RunFolder folder;
  private final StoredRun stored;
  private final Duration most;
  private Duration learned;
  private Instant last;

  /**
   * @param most time that the training may take
   * @param learned of it before now
   */
  TellProgress(Desk desk, int training, Place place, Duration most, Duration learned) {
    this.desk = desk;
    this.training = training;
    this.folder = place.folder();
    this.stored = place.stored();
    this.most = most;
    this.learned = learned;
    this.last = desk.clock().instant();
  }

  /** Where the run's files are: here, and for whoever takes over. */
  record Place(RunFolder folder, StoredRun stored) {}

  /** The training's time is up: it makes do with its best epoch so far. */
  static final class TimeIsUp extends IOException {
    private static final long serialVersionUID = 1L;

    TimeIsUp() {
      super("the training's time is up");
    }
  }

  @Override
  public void started(int epochsDone) {
    last = desk.clock().instant();
  }

  @Override
  public void step(StepReport step) throws IOException {
    count();
    if (learned.compareTo(most) > 0) {
      throw new TimeIsUp();
    }
  }

  @Override
  public void epoch(EpochReport epoch, List<PredictedSample> shown) throws IOException {
    count();
    try {
      Patience.with(() -> tell(epoch, desk.clock().instant()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("while telling an epoch").initCause(e);
    }
    last = desk.clock().instant();
  }

  private void count() {
    Instant now = desk.clock().instant();
    learned = learned.plus(Duration.between(last, now));
    last = now;
  }

  private boolean tell(EpochReport epoch, Instant now) throws IOException, InterruptedException {
    stored.keep(folder, new StoredRun.Kept(epoch.epoch(), learned));
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
    desk.tell(
        new TrainingProgressed(
            training, epoch.epoch(), epoch.epochs(), epoch.loss(), jaccard, now));
    return true;
  }
}
