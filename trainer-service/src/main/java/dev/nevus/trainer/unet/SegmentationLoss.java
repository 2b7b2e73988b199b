package dev.nevus.trainer.unet;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * What training lowers: binary cross entropy, by itself or with the soft Dice loss of each image (1
 * minus the Dice coefficient with probabilities in the place of a mask, Milletari et al. 2016).
 * Cross entropy counts cells, so a small lesion hardly matters to it; Dice counts images.
 *
 * <p>Both are per image and scaled by its cells, so a score divided by {@code cells} is the mean
 * loss a cell. Labels may lie between 0 and 1: a cell that the border crosses. Takes the logits and
 * knows that their activation is the sigmoid.
 *
 * @param diceShare how much a whole image's Dice loss weighs beside its mean cross entropy; 0 for
 *     cross entropy alone
 * @param cells of one image
 */
public record SegmentationLoss(double diceShare, int cells) implements ILossFunction {
  private static final long serialVersionUID = 1L;

  /** Keeps an image without any lesion from dividing by nothing. */
  private static final double SMOOTHING = 1;

  /** Refuses a negative share and no cells. */
  public SegmentationLoss {
    if (!(diceShare >= 0) || cells < 1) {
      throw new IllegalArgumentException("dice share %s, %d cells".formatted(diceShare, cells));
    }
  }

  /** The mean loss a cell of one image whose logits and labels start at {@code from}. */
  public double ofImage(float[] logits, float[] labels, int from) {
    double entropy = 0;
    double both = 0;
    double all = 0;
    for (int i = from; i < from + cells; i++) {
      entropy += entropy(logits[i], labels[i]);
      double probability = sigmoid(logits[i]);
      both += probability * labels[i];
      all += probability + labels[i];
    }
    return entropy / cells + diceShare * (1 - dice(both, all));
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray logits,
      IActivation sigmoid,
      @Nullable INDArray mask,
      boolean average) {
    float[] values = Floats.of(logits);
    float[] wanted = Floats.of(labels);
    double sum = 0;
    for (int from = 0; from < values.length; from += cells) {
      sum += cells * ofImage(values, wanted, from);
    }
    return average ? sum * cells / values.length : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray logits, IActivation sigmoid, @Nullable INDArray mask) {
    throw new UnsupportedOperationException("the Dice loss is an image's, not a cell's");
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray logits, IActivation sigmoid, @Nullable INDArray mask) {
    float[] values = Floats.of(logits);
    float[] wanted = Floats.of(labels);
    float[] gradient = new float[values.length];
    for (int from = 0; from < values.length; from += cells) {
      writeGradient(values, wanted, gradient, from);
    }
    return Nd4j.create(gradient, logits.shape(), 'c');
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray logits,
      IActivation sigmoid,
      @Nullable INDArray mask,
      boolean average) {
    return Pair.of(
        computeScore(labels, logits, sigmoid, mask, average),
        computeGradient(labels, logits, sigmoid, mask));
  }

  @Override
  public String name() {
    return toString();
  }

  @Override
  public String toString() {
    return diceShare == 0
        ? "binary cross entropy"
        : "binary cross entropy + " + diceShare + " x soft Dice of each image";
  }

  private void writeGradient(float[] logits, float[] labels, float[] gradient, int from) {
    double both = 0;
    double all = 0;
    for (int i = from; i < from + cells; i++) {
      double probability = sigmoid(logits[i]);
      gradient[i] = (float) probability;
      both += probability * labels[i];
      all += probability + labels[i];
    }
    double dice = dice(both, all);
    double scale = diceShare * cells / (all + SMOOTHING);
    for (int i = from; i < from + cells; i++) {
      double probability = gradient[i];
      double diceGradient = scale * (2 * labels[i] - dice) * probability * (1 - probability);
      gradient[i] = (float) (probability - labels[i] - diceGradient);
    }
  }

  private static double dice(double both, double all) {
    return (2 * both + SMOOTHING) / (all + SMOOTHING);
  }

  /** Stable for large logits: log(1 + e^z) - y z. */
  private static double entropy(double logit, double label) {
    return Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - label * logit;
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
