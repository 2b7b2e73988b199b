package dev.nevus.trainer.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.promotion.Parity;
import dev.nevus.trainer.training.NativeBackend;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class OnnxExportTest {
  private static final UNetShape SMALL = new UNetShape(Architecture.NOTEBOOK, 32, 48, 3);

  @BeforeAll
  static void loadNativeCode() {
    NativeBackend.activate();
    NativeOpenCv.load();
  }

  @ParameterizedTest
  @EnumSource
  void servesWhatTheNetAnswers(Architecture architecture) throws Exception {
    UNetShape shape = new UNetShape(architecture, 128, 128, 8);
    ComputationGraph net = SmallNets.build(shape, 1);
    // A step, so that the statistics of batch normalisation are not their first values.
    net.fit(
        new DataSet(
            Nd4j.rand(DataType.FLOAT, 2, 3, 128, 128),
            Nd4j.rand(DataType.FLOAT, 2, 1, shape.gridHeight(), shape.gridWidth())));

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(OnnxExport.export(net, shape))) {
      double largest =
          new Parity(net, shape).largestDifference(segmenter, DrawnDiscs.draw(4, 128, 9));

      assertThat(largest).isLessThan(1e-4);
    }
  }

  @Test
  void namesItsOwnHeightAndWidth() throws Exception {
    byte[] onnx = OnnxExport.export(SmallNets.build(SMALL, 1), SMALL);

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      assertThat(segmenter.input()).isEqualTo(new ModelInput(48, 32));
    }
  }

  @Test
  void writesTheSameBytesForTheSameWeights() {
    ComputationGraph net = SmallNets.build(SMALL, 1);

    assertThat(OnnxExport.export(net, SMALL)).isEqualTo(OnnxExport.export(net, SMALL));
  }

  @ParameterizedTest
  @EnumSource
  void weightsComeBackAsTheyWere(Architecture architecture) {
    UNetShape shape = new UNetShape(architecture, 64, 64, 4);
    byte[] onnx = OnnxExport.export(SmallNets.build(shape, 1), shape);
    ComputationGraph other = SmallNets.build(shape, 2);

    OnnxWeights.copy(FlipAveraging.FOUR.into(onnx), other);

    assertThat(OnnxExport.export(other, shape)).isEqualTo(onnx);
  }

  @Test
  void refusesTheWeightsOfANetOfAnotherShape() {
    byte[] onnx = OnnxExport.export(SmallNets.build(SMALL, 1), SMALL);
    ComputationGraph wider = SmallNets.build(new UNetShape(Architecture.NOTEBOOK, 32, 48, 4), 1);

    assertThatThrownBy(() -> OnnxWeights.copy(onnx, wider))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("down0a\\.[Wb] has shape \\[3.*, this net needs \\[4.*");
  }

  @Test
  void refusesWhatIsNotOnnx() {
    byte[] text = "PK not a model".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> OnnxWeights.copy(text, SmallNets.build(SMALL, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
