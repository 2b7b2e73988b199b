package dev.nevus.trainer.training;

import java.io.IOException;
import java.util.List;

/**
 * Hears how a run goes. Called on the training thread, so it returns soon; what it throws ends the
 * run, which can be resumed.
 */
public interface TrainingLog extends AutoCloseable {
  /**
   * Before the first step of this process.
   *
   * @param epochsDone finished already, by the run that this one resumes; 0 for a new run
   */
  default void started(int epochsDone) throws IOException {}

  /** After each step. */
  default void step(StepReport step) throws IOException {}

  /**
   * After each epoch, once its checkpoint is durable.
   *
   * @param shown the same few validation images in every epoch
   */
  default void epoch(EpochReport epoch, List<PredictedSample> shown) throws IOException {}

  @Override
  default void close() throws IOException {}

  /** Tells several, in order. */
  static TrainingLog all(List<TrainingLog> logs) {
    return new TrainingLogs(logs);
  }
}
