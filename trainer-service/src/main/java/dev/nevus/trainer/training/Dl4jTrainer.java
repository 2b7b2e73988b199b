package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.OnnxExport;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * Trains a U-Net as its plan says and keeps in its folder the checkpoint from which a killed run
 * goes on, and the epoch that validated best so far. Each file is replaced whole, so stopping a run
 * at any moment after its first epoch leaves a usable model.
 *
 * <p>Not safe for many threads; one run a process, because the native code uses every core.
 */
public final class Dl4jTrainer {
  private final TrainingPlan plan;
  private final Samples training;
  private final Validation validation;
  private final RunFolder folder;
  private final TrainingLog log;

  /**
   * Runs nothing yet.
   *
   * @param log stays the caller's to close
   */
  public Dl4jTrainer(
      TrainingPlan plan, Samples training, Samples validation, RunFolder folder, TrainingLog log) {
    if (training.size() < plan.batch()) {
      throw new IllegalArgumentException(
          "%d training images do not fill one batch of %d"
              .formatted(training.size(), plan.batch()));
    }
    this.plan = plan;
    this.training = training;
    this.validation = new Validation(validation, plan);
    this.folder = folder;
    this.log = log;
  }

  /**
   * Trains from random weights; whatever the folder holds is replaced.
   *
   * @return the last epoch's net, averaged; the best one is {@code model.onnx}
   * @throws InterruptedException between two steps; the last checkpoint stays
   */
  public ComputationGraph train() throws IOException, InterruptedException {
    return run(Progress.START, newLearner());
  }

  /**
   * Trains from the weights of a model file of the plan's shape.
   *
   * @throws IOException if the file is a net of another shape
   */
  public ComputationGraph trainFrom(byte[] onnx) throws IOException, InterruptedException {
    Learner learner = newLearner();
    try {
      learner.startFrom(onnx);
    } catch (IllegalArgumentException e) {
      throw new IOException("the model to begin with does not fit: " + e.getMessage(), e);
    }
    return run(Progress.START, learner);
  }

  /**
   * Goes on after the last finished epoch.
   *
   * @return nothing where there is no checkpoint to go on from
   * @throws IOException if the checkpoint is damaged or was made under another plan
   */
  public Optional<ComputationGraph> resume() throws IOException, InterruptedException {
    Optional<Checkpoint> found = folder.lastCheckpoint(plan.toString());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Learner learner = newLearner();
    learner.restore(found.get());
    return Optional.of(run(found.get().progress(), learner));
  }

  private ComputationGraph run(Progress start, Learner learner)
      throws IOException, InterruptedException {
    Progress progress = start;
    log.started(progress.epoch());
    while (progress.epoch() < plan.epochs() && !progress.isStalled(plan.patience())) {
      progress = epoch(progress, learner);
    }
    return learner.averaged();
  }

  private Progress epoch(Progress before, Learner learner)
      throws IOException, InterruptedException {
    int number = before.epoch() + 1;
    learner.enter(number);
    long start = System.nanoTime();
    double loss = 0;
    int steps = 0;
    Duration waited;
    try (BatchFeeder feeder = new BatchFeeder(training, plan, number)) {
      for (Optional<Batch> next = feeder.next(); next.isPresent(); next = feeder.next()) {
        double ofStep = learner.step(next.get());
        loss += ofStep;
        steps++;
        log.step(
            new StepReport(number, plan.epochs(), steps, feeder.batches(), plan.batch(), ofStep));
      }
      waited = feeder.waited();
    }
    if (!Double.isFinite(loss)) {
      throw new IOException(
          "the loss of epoch %d is no number any more: nothing of that epoch was kept, the model is"
                  .formatted(number)
              + " the best one before; another --seed or a larger --batch may do better");
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    Validation.Outcome outcome = validation.of(learner.averaged());
    Progress done = before.afterEpoch(steps, outcome.score().jaccard());
    if (done.isBest()) {
      folder.keepModel(OnnxExport.export(learner.averaged(), plan.shape()));
    }
    folder.keep(learner.checkpoint(done));
    log.epoch(
        new EpochReport(
            number,
            plan.epochs(),
            steps * plan.batch(),
            loss / steps,
            outcome.score(),
            learner.learningRate(),
            time,
            (double) waited.toNanos() / time.toNanos(),
            done.isBest()),
        outcome.shown());
    return done;
  }

  private Learner newLearner() {
    return new Learner(plan, training.size() / plan.batch());
  }
}
