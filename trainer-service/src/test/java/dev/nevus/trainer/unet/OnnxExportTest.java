package dev.nevus.trainer.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.Parity;
import dev.nevus.trainer.training.NativeBackend;
import java.nio.charset.StandardCharsets;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.schedule.FixedSchedule;

class OnnxExportTest {
  private static final UNetShape SMALL = new UNetShape(32, 48, 3);

  @BeforeAll
  static void loadNativeCode() {
    NativeBackend.activate();
    NativeOpenCv.load();
  }

  @Test
  void servesWhatTheNetAnswers() throws Exception {
    ComputationGraph net = build(UNetShape.NOTEBOOK, 1);

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(OnnxExport.export(net, UNetShape.NOTEBOOK))) {
      float largest = Parity.largestDifference(net, segmenter, DrawnDiscs.draw(4, 128, 9));

      assertThat(largest).isLessThan(1e-4f);
    }
  }

  @Test
  void namesItsOwnHeightAndWidth() throws Exception {
    byte[] onnx = OnnxExport.export(build(SMALL, 1), SMALL);

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      assertThat(segmenter.input()).isEqualTo(new ModelInput(48, 32));
    }
  }

  @Test
  void writesTheSameBytesForTheSameWeights() {
    ComputationGraph net = build(SMALL, 1);

    assertThat(OnnxExport.export(net, SMALL)).isEqualTo(OnnxExport.export(net, SMALL));
  }

  @Test
  void weightsComeBackAsTheyWere() {
    byte[] onnx = OnnxExport.export(build(SMALL, 1), SMALL);
    ComputationGraph other = build(SMALL, 2);

    OnnxWeights.copy(onnx, other);

    assertThat(OnnxExport.export(other, SMALL)).isEqualTo(onnx);
  }

  @Test
  void refusesTheWeightsOfANetOfAnotherShape() {
    byte[] onnx = OnnxExport.export(build(SMALL, 1), SMALL);
    ComputationGraph wider = build(new UNetShape(32, 48, 4), 1);

    assertThatThrownBy(() -> OnnxWeights.copy(onnx, wider))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("down0a.W has shape [3, 3, 3, 3], this net needs [4, 3, 3, 3]");
  }

  @Test
  void refusesWhatIsNotOnnx() {
    byte[] text = "PK not a model".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> OnnxWeights.copy(text, build(SMALL, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ComputationGraph build(UNetShape shape, long seed) {
    return UNet.build(shape, UNet.Dropout.NOTEBOOK, new FixedSchedule(1e-3), seed);
  }
}
