package dev.nevus.trainer.training;

import dev.nevus.trainer.unet.Floats;
import dev.nevus.trainer.unet.OnnxWeights;
import dev.nevus.trainer.unet.UNet;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The net that learns, its optimiser, and the average of its weights that will serve. Belongs to
 * one thread.
 */
final class Learner {
  private final TrainingPlan plan;
  private final LearningRate rate;
  private final ComputationGraph averaged;
  private ComputationGraph net;
  private UNet.Dropout dropout;
  private WeightAverage average;
  private int steps;

  /** A net with weights drawn from the plan's seed. */
  Learner(TrainingPlan plan, int stepsPerEpoch) {
    this.plan = plan;
    this.rate = plan.learningRate(stepsPerEpoch);
    this.dropout = plan.dropout(1);
    this.net = build(dropout);
    this.averaged = build(UNet.Dropout.OFF);
    this.average = new WeightAverage(net.params());
  }

  /**
   * Begins with the weights of a model file.
   *
   * @throws IllegalArgumentException if the file is a net of another shape
   */
  void startFrom(byte[] onnx) {
    OnnxWeights.copy(onnx, net);
    average = new WeightAverage(net.params());
  }

  /** Goes on where a checkpoint was taken. */
  void restore(Checkpoint checkpoint) {
    dropout = plan.dropout(Math.max(1, checkpoint.progress().epoch()));
    net = build(dropout);
    steps = checkpoint.progress().steps();
    net.setParams(row(checkpoint.parameters()));
    optimiser(net).assign(Nd4j.createFromArray(checkpoint.optimiser()));
    average = new WeightAverage(row(checkpoint.average()));
    tellSteps();
  }

  Checkpoint checkpoint(Progress progress) {
    return new Checkpoint(
        plan.toString(),
        progress,
        Floats.of(net.params()),
        Floats.of(optimiser(net)),
        Floats.of(average.values()));
  }

  /** Prepares for an epoch, counted from 1: its dropout, and its draws from ND4J's generator. */
  void enter(int epoch) {
    UNet.Dropout wanted = plan.dropout(epoch);
    if (wanted != dropout) {
      ComputationGraph next = build(wanted);
      next.setParams(net.params());
      optimiser(next).assign(optimiser(net));
      net = next;
      dropout = wanted;
      tellSteps();
    }
    // Dropout draws from ND4J's one generator: seeded here, a resumed epoch drops the same.
    Nd4j.getRandom().setSeed(plan.seed() + epoch);
  }

  /** Learns from one batch and returns the loss a cell. */
  double step(Batch batch) {
    DataSet data = batch.toDataSet();
    try {
      net.fit(data);
    } finally {
      data.getFeatures().close();
      data.getLabels().close();
    }
    steps++;
    average.add(net.params(), steps);
    // DL4J's score is the mean over images of the sum over cells, plus any penalty on weights.
    return net.score() / plan.shape().gridCells();
  }

  double learningRate() {
    return rate.valueAt(Math.max(0, steps - 1), 0);
  }

  /** The net that would serve: averaged weights, no dropout. The same object at every call. */
  ComputationGraph averaged() {
    averaged.setParams(average.values());
    return averaged;
  }

  private void tellSteps() {
    net.getConfiguration().setIterationCount(steps);
  }

  private ComputationGraph build(UNet.Dropout noise) {
    return UNet.build(plan.shape(), noise, plan.loss(), rate, plan.seed());
  }

  private static INDArray optimiser(ComputationGraph net) {
    return net.getUpdater().getUpdaterStateViewArray();
  }

  private static INDArray row(float[] values) {
    return Nd4j.create(values, new long[] {1, values.length}, 'c');
  }
}
