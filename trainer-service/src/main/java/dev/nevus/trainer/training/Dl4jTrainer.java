package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.OnnxExport;
import dev.nevus.trainer.unet.OnnxWeights;
import dev.nevus.trainer.unet.UNet;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains a U-Net as its plan says and keeps two files in its folder: {@code last.checkpoint}, from
 * which a killed run goes on, and {@code model.onnx}, the epoch that validated best so far. Both
 * are replaced whole after an epoch, so stopping a run at any moment leaves a usable model.
 *
 * <p>Not safe for many threads; one run a process, because the native code uses every core.
 */
public final class Dl4jTrainer {
  private final TrainingPlan plan;
  private final Samples training;
  private final Validation validation;
  private final RunFolder folder;
  private final Consumer<EpochReport> listener;

  /**
   * Runs nothing yet.
   *
   * @param listener told after each epoch, on the training thread
   */
  public Dl4jTrainer(
      TrainingPlan plan,
      Samples training,
      Samples validation,
      RunFolder folder,
      Consumer<EpochReport> listener) {
    if (training.size() < plan.batch()) {
      throw new IllegalArgumentException(
          "%d training images do not fill one batch of %d"
              .formatted(training.size(), plan.batch()));
    }
    this.plan = plan;
    this.training = training;
    this.validation = new Validation(validation, plan.batch());
    this.folder = folder;
    this.listener = listener;
  }

  /**
   * Trains from random weights; whatever the folder holds is replaced.
   *
   * @return the last epoch's net; the best one is {@code model.onnx}
   * @throws InterruptedException between two steps; the last checkpoint stays
   */
  public ComputationGraph train() throws IOException, InterruptedException {
    return run(Progress.START, newNet(Phase.DROPOUT));
  }

  /**
   * Goes on after the last finished epoch, or starts where there is none.
   *
   * @throws IOException if the checkpoint is damaged or was made under another plan
   */
  public ComputationGraph resume() throws IOException, InterruptedException {
    Optional<Checkpoint> found = folder.lastCheckpoint(plan.toString());
    if (found.isEmpty()) {
      return train();
    }
    Checkpoint last = found.get();
    Progress progress = last.progress();
    ComputationGraph net = newNet(progress.phase());
    net.setParams(Nd4j.create(last.parameters(), new long[] {1, net.numParams()}, 'c'));
    net.getUpdater().getUpdaterStateViewArray().assign(Nd4j.createFromArray(last.optimiser()));
    net.getConfiguration().setIterationCount(progress.steps());
    net.getConfiguration().setEpochCount(progress.epoch());
    return run(progress, net);
  }

  private ComputationGraph run(Progress start, ComputationGraph started)
      throws IOException, InterruptedException {
    Progress progress = start;
    ComputationGraph net = started;
    while (true) {
      while (progress.epoch() < plan.epochs(progress.phase())) {
        progress = epoch(progress, net);
      }
      if (progress.phase() == Phase.ENDING || plan.endingEpochs() == 0) {
        return net;
      }
      ComputationGraph withoutDropout = newNet(Phase.ENDING);
      OnnxWeights.copy(net, withoutDropout);
      net = withoutDropout;
      progress = progress.entering(Phase.ENDING);
    }
  }

  private Progress epoch(Progress progress, ComputationGraph net)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    int number = progress.epoch() + 1 + (progress.phase() == Phase.ENDING ? plan.epochs() : 0);
    double loss = 0;
    int steps = 0;
    // Dropout draws from ND4J's one generator: seeded here, a resumed epoch drops the same.
    Nd4j.getRandom().setSeed(plan.seed() + number);
    try (BatchFeeder feeder =
        new BatchFeeder(
            training, Augmentation.FLIPS_TURNS_COLOUR, plan.batch(), plan.seed() + number)) {
      for (Optional<Batch> next = feeder.next(); next.isPresent(); next = feeder.next()) {
        loss += step(net, next.get());
        steps++;
      }
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    double score = validation.score(net);
    // Of equals the later: it has learned more, and a first epoch that scores 0 still leaves a
    // model.
    boolean best = score >= progress.bestScore();
    if (best) {
      folder.keepModel(OnnxExport.export(net, plan.shape()));
    }
    Progress done = progress.afterEpoch(steps, score);
    folder.keep(checkpoint(done, net));
    int images = steps * plan.batch();
    listener.accept(new EpochReport(number, images, loss / steps, score, time, best));
    return done;
  }

  /** The loss a pixel. */
  private double step(ComputationGraph net, Batch batch) {
    DataSet data = batch.toDataSet();
    try {
      net.fit(data);
    } finally {
      data.getFeatures().close();
      data.getLabels().close();
    }
    // DL4J's score is the mean over images of the sum over pixels.
    return net.score() / (plan.shape().height() * plan.shape().width());
  }

  private Checkpoint checkpoint(Progress progress, ComputationGraph net) {
    float[] parameters = net.params().dup('c').reshape(net.numParams()).toFloatVector();
    float[] optimiser =
        net.getUpdater().getUpdaterStateViewArray().dup('c').ravel().toFloatVector();
    return new Checkpoint(plan.toString(), progress, parameters, optimiser);
  }

  private ComputationGraph newNet(Phase phase) {
    int stepsPerEpoch = training.size() / plan.batch();
    LearningRate rate = plan.learningRate(phase, stepsPerEpoch);
    return UNet.build(plan.shape(), phase.dropout(), rate, plan.seed());
  }
}
