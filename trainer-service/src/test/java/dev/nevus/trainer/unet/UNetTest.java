package dev.nevus.trainer.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.training.NativeBackend;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class UNetTest {
  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @Test
  void hasTheNotebooksParameters() {
    ComputationGraph net = SmallNets.build(UNetShape.NOTEBOOK, UNet.Dropout.NOTEBOOK, 1);

    assertThat(net.numParams()).isEqualTo(2_158_705);
  }

  @ParameterizedTest
  @EnumSource
  void answersOneProbabilityForEachCellOfItsGrid(Architecture architecture) {
    UNetShape shape = new UNetShape(architecture, 64, 128, 2);

    INDArray output =
        SmallNets.build(shape, 1).outputSingle(Nd4j.rand(DataType.FLOAT, 2, 3, 64, 128));

    assertThat(output.shape())
        .containsExactly(2, 1, 64 / architecture.reduction(), 128 / architecture.reduction());
    assertThat(output.minNumber().doubleValue()).isBetween(0.0, 1.0);
    assertThat(output.maxNumber().doubleValue()).isBetween(0.0, 1.0);
  }

  @Test
  void weightsDoNotDependOnDropout() {
    UNetShape shape = UNetShape.notebook(16, 2);
    ComputationGraph with = SmallNets.build(shape, UNet.Dropout.NOTEBOOK, 1);
    ComputationGraph without = SmallNets.build(shape, UNet.Dropout.OFF, 2);
    INDArray input = Nd4j.rand(DataType.FLOAT, 1, 3, 16, 16);

    without.setParams(with.params());

    assertThat(without.outputSingle(input)).isEqualTo(with.outputSingle(input));
  }

  @ParameterizedTest
  @EnumSource
  void keepingTheForwardPassChangesNoStep(Architecture architecture) {
    UNetShape shape = new UNetShape(architecture, 64, 64, 4);
    ComputationGraph keeping = SmallNets.build(shape, 1);
    ComputationGraph repeating = SmallNets.build(shape, 1);
    repeating.setCacheMode(CacheMode.NONE);
    DataSet batch =
        new DataSet(
            Nd4j.rand(DataType.FLOAT, 4, 3, 64, 64),
            Nd4j.rand(DataType.FLOAT, 4, 1, shape.gridHeight(), shape.gridWidth()));

    for (int step = 0; step < 3; step++) {
      keeping.fit(batch);
      repeating.fit(batch);
    }

    assertThat(keeping.params()).isEqualTo(repeating.params());
  }

  @Test
  void refusesSizesThatTheHalvingsDoNotDivide() {
    assertThatThrownBy(() -> new UNetShape(Architecture.NOTEBOOK, 128, 120, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 16");
    assertThatThrownBy(() -> UNetShape.quarterGrid(144, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiples of 64");
  }
}
