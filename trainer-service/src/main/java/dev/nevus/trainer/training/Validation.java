package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.SampleWriter;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.SegmentationLoss;
import dev.nevus.trainer.unet.UNetShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Scores a net on the validation images, as they are, on the grid that it predicts. */
final class Validation {
  private static final int SHOWN = 4;
  private static final float THRESHOLD = 0.5f;
  private static final float SMALLEST = 1e-7f;

  private final Samples samples;
  private final UNetShape shape;
  private final SegmentationLoss loss;
  private final int batchSize;

  Validation(Samples samples, TrainingPlan plan) {
    this.samples = samples;
    this.shape = plan.shape();
    this.loss = plan.loss();
    this.batchSize = plan.batch();
  }

  /**
   * What a net makes of the images.
   *
   * @param score all zero where there are no images
   * @param shown the same few images at every call
   */
  record Outcome(ValidationScore score, List<PredictedSample> shown) {}

  Outcome of(ComputationGraph net) {
    Sums sums = new Sums();
    List<PredictedSample> shown = new ArrayList<>();
    try (SampleWriter writer = BatchFeeder.writer(shape)) {
      for (int first = 0; first < samples.size(); first += batchSize) {
        Batch batch = batch(writer, first);
        float[] probability = predict(net, batch);
        for (int i = 0; i < batch.size(); i++) {
          sums.add(probability, batch.labels(), i * shape.gridCells());
          if (first + i < SHOWN) {
            shown.add(shown(first + i, probability, i));
          }
        }
      }
    }
    return new Outcome(sums.score(), shown);
  }

  private Batch batch(SampleWriter writer, int first) {
    Batch batch = new Batch(Math.min(batchSize, samples.size() - first), shape);
    for (int i = 0; i < batch.size(); i++) {
      writer.write(
          samples.get(first + i),
          Augmentation.NONE,
          new Random(0),
          batch.pixels(),
          batch.labels(),
          i);
    }
    return batch;
  }

  private PredictedSample shown(int index, float[] probability, int place) {
    float[] own = new float[shape.gridCells()];
    System.arraycopy(probability, place * own.length, own, 0, own.length);
    return new PredictedSample(samples.get(index), shape.gridHeight(), shape.gridWidth(), own);
  }

  private static float[] predict(ComputationGraph net, Batch batch) {
    try (INDArray input = batch.input();
        INDArray output = net.outputSingle(input)) {
      return output.reshape(output.length()).toFloatVector();
    }
  }

  private final class Sums {
    private int images;
    private double losses;
    private double jaccards;
    private long right;

    void add(float[] probability, float[] labels, int from) {
      int both = 0;
      int either = 0;
      float[] logits = new float[shape.gridCells()];
      float[] own = new float[logits.length];
      for (int i = 0; i < logits.length; i++) {
        float value = probability[from + i];
        boolean predicted = value > THRESHOLD;
        boolean labelled = labels[from + i] > THRESHOLD;
        both += predicted && labelled ? 1 : 0;
        either += predicted || labelled ? 1 : 0;
        right += predicted == labelled ? 1 : 0;
        own[i] = labels[from + i];
        float inside = Math.min(1 - SMALLEST, Math.max(SMALLEST, value));
        logits[i] = (float) Math.log(inside / (1 - inside));
      }
      losses += loss.ofImage(logits, own, 0);
      jaccards += either == 0 ? 1 : (double) both / either;
      images++;
    }

    ValidationScore score() {
      int counted = Math.max(1, images);
      return new ValidationScore(
          losses / counted,
          jaccards / counted,
          (double) right / ((long) counted * shape.gridCells()));
    }
  }
}
