package dev.nevus.trainer.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.trainer.training.NativeBackend;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

class SegmentationLossTest {
  private static final IActivation SIGMOID = new ActivationSigmoid();
  private static final int CELLS = 30;

  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @Test
  void withoutDiceItIsDl4jsCrossEntropy() {
    INDArray logits = drawn(1, 2);
    INDArray labels = labels(2);
    SegmentationLoss loss = new SegmentationLoss(0, CELLS);

    double score = loss.computeScore(labels, logits, SIGMOID, null, false);
    INDArray gradient = loss.computeGradient(labels, logits, SIGMOID, null);

    LossBinaryXENT reference = new LossBinaryXENT();
    assertThat(score)
        .isCloseTo(
            reference.computeScore(labels, logits.dup(), SIGMOID, null, false), within(1e-3));
    INDArray expected = reference.computeGradient(labels, logits.dup(), SIGMOID, null);
    assertThat(gradient.distance2(expected)).isLessThan(1e-4);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 2})
  void theGradientIsTheSlopeOfTheScore(double diceShare) {
    INDArray logits = drawn(3, 2);
    INDArray labels = labels(4);
    SegmentationLoss loss = new SegmentationLoss(diceShare, CELLS);

    INDArray gradient = loss.computeGradient(labels, logits, SIGMOID, null);

    double step = 1e-2;
    for (int i = 0; i < logits.length(); i += 7) {
      double above = scoreWith(loss, labels, logits, i, step);
      double below = scoreWith(loss, labels, logits, i, -step);
      assertThat(gradient.getDouble(i))
          .as("cell %d", i)
          .isCloseTo((above - below) / (2 * step), within(2e-3));
    }
  }

  @Test
  void aPerfectAnswerCostsNothing() {
    INDArray labels = labels(5);
    INDArray sure = labels.mul(60).subi(30);

    double score = new SegmentationLoss(1, CELLS).computeScore(labels, sure, SIGMOID, null, true);

    assertThat(score).isCloseTo(0, within(1e-4));
  }

  @Test
  void aSmallLesionThatIsMissedCostsAWholeDice() {
    float[] missed = new float[CELLS];
    Arrays.fill(missed, -20);
    float[] label = new float[CELLS];
    label[7] = 1;

    double withDice = new SegmentationLoss(1, CELLS).ofImage(missed, label, 0);
    double without = new SegmentationLoss(0, CELLS).ofImage(missed, label, 0);

    assertThat(withDice - without).isCloseTo(0.5, within(0.01));
  }

  private static double scoreWith(
      SegmentationLoss loss, INDArray labels, INDArray logits, int cell, double step) {
    INDArray moved = logits.dup();
    moved.putScalar(cell, moved.getDouble(cell) + step);
    return loss.computeScore(labels, moved, SIGMOID, null, false);
  }

  private static INDArray drawn(long seed, double spread) {
    Random random = new Random(seed);
    float[] values = new float[2 * CELLS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (spread * random.nextGaussian());
    }
    return Nd4j.create(values, new long[] {values.length, 1}, 'c');
  }

  private static INDArray labels(long seed) {
    Random random = new Random(seed);
    float[] values = new float[2 * CELLS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextBoolean() ? 1 : 0;
    }
    return Nd4j.create(values, new long[] {values.length, 1}, 'c');
  }
}
