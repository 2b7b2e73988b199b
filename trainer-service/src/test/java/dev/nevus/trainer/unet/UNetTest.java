package dev.nevus.trainer.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.trainer.training.NativeBackend;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;

class UNetTest {
  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @Test
  void hasTheNotebooksParameters() {
    ComputationGraph net = build(UNetShape.NOTEBOOK, UNet.Dropout.NOTEBOOK);

    assertThat(net.numParams()).isEqualTo(2_158_705);
  }

  @Test
  void answersOneProbabilityForEachPixel() {
    ComputationGraph net = build(new UNetShape(32, 48, 2), UNet.Dropout.OFF);

    INDArray output = net.outputSingle(Nd4j.rand(DataType.FLOAT, 2, 3, 32, 48));

    assertThat(output.shape()).containsExactly(2, 1, 32, 48);
    assertThat(output.minNumber().doubleValue()).isGreaterThan(0);
    assertThat(output.maxNumber().doubleValue()).isLessThan(1);
  }

  @Test
  void weightsDoNotDependOnDropout() {
    UNetShape shape = new UNetShape(16, 16, 2);
    ComputationGraph with = build(shape, UNet.Dropout.NOTEBOOK);
    ComputationGraph without = build(shape, UNet.Dropout.OFF);
    INDArray input = Nd4j.rand(DataType.FLOAT, 1, 3, 16, 16);

    OnnxWeights.copy(with, without);

    assertThat(without.numParams()).isEqualTo(with.numParams());
    assertThat(without.outputSingle(input)).isEqualTo(with.outputSingle(input));
  }

  @Test
  void refusesSizesThatFourHalvingsDoNotDivide() {
    assertThatThrownBy(() -> new UNetShape(128, 120, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 16");
  }

  private static ComputationGraph build(UNetShape shape, UNet.Dropout dropout) {
    return UNet.build(shape, dropout, new FixedSchedule(1e-3), 1);
  }
}
