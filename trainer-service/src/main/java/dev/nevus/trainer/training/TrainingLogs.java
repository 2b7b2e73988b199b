package dev.nevus.trainer.training;

import java.io.IOException;
import java.util.List;

/** Several logs of one run. */
final class TrainingLogs implements TrainingLog {
  private final List<TrainingLog> logs;

  TrainingLogs(List<TrainingLog> logs) {
    this.logs = List.copyOf(logs);
  }

  @Override
  public void started(int epochsDone) throws IOException {
    for (TrainingLog log : logs) {
      log.started(epochsDone);
    }
  }

  @Override
  public void step(StepReport step) throws IOException {
    for (TrainingLog log : logs) {
      log.step(step);
    }
  }

  @Override
  public void epoch(EpochReport epoch, List<PredictedSample> shown) throws IOException {
    for (TrainingLog log : logs) {
      log.epoch(epoch, shown);
    }
  }

  /** Closes all of them; the first failure is thrown, later ones are attached to it. */
  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (TrainingLog log : logs) {
      try {
        log.close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
