package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Samples;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Ranks epochs: the mean Jaccard index of the validation images at the net's own size. It is close
 * to, but not, the score that a model is promoted by, which is taken at the original resolution.
 */
final class Validation {
  private static final float THRESHOLD = 0.5f;

  private final Samples samples;
  private final int batchSize;

  Validation(Samples samples, int batchSize) {
    this.samples = samples;
    this.batchSize = batchSize;
  }

  /** 0 to 1; 0 where there are no validation images. */
  double score(ComputationGraph net) {
    double sum = 0;
    for (int first = 0; first < samples.size(); first += batchSize) {
      sum += sumOfJaccards(net, first, Math.min(batchSize, samples.size() - first));
    }
    return samples.size() == 0 ? 0 : sum / samples.size();
  }

  private double sumOfJaccards(ComputationGraph net, int first, int count) {
    Batch batch = new Batch(count, samples.height(), samples.width());
    for (int i = 0; i < count; i++) {
      Augmentation.NONE
          .draw(new Random(0), true)
          .write(samples.get(first + i), batch.pixels(), batch.masks(), i);
    }
    float[] probability;
    try (INDArray input = batch.input();
        INDArray output = net.outputSingle(input)) {
      probability = output.reshape(output.length()).toFloatVector();
    }
    int plane = samples.height() * samples.width();
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += jaccard(probability, batch.masks(), i * plane, plane);
    }
    return sum;
  }

  private static double jaccard(float[] probability, float[] mask, int from, int length) {
    int both = 0;
    int either = 0;
    for (int i = from; i < from + length; i++) {
      boolean predicted = probability[i] > THRESHOLD;
      boolean labelled = mask[i] > THRESHOLD;
      both += predicted && labelled ? 1 : 0;
      either += predicted || labelled ? 1 : 0;
    }
    return either == 0 ? 1 : (double) both / either;
  }
}
