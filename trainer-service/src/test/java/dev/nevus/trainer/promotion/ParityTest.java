package dev.nevus.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.unet.Architecture;
import dev.nevus.trainer.unet.OnnxExport;
import dev.nevus.trainer.unet.UNetShape;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParityTest {
  private static final UNetShape SHAPE = UNetShape.quarterGrid(64, 4);
  private static final Samples DISCS = DrawnDiscs.draw(3, 64, 9);

  @BeforeAll
  static void loadNativeCode() {
    NativeBackend.activate();
    NativeOpenCv.load();
  }

  @ParameterizedTest
  @EnumSource
  void theNetInAFileAnswersAsTheEngineDoes(Architecture architecture) throws Exception {
    UNetShape shape = new UNetShape(architecture, 64, 64, 4);
    byte[] onnx = OnnxExport.export(SmallNets.build(shape, 1), shape);

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      assertThat(Parity.restoring(onnx, shape).largestDifference(segmenter, DISCS))
          .isLessThan(1e-5);
    }
  }

  @Test
  void anotherNetAnswersOtherwise() throws Exception {
    byte[] onnx = OnnxExport.export(SmallNets.build(SHAPE, 1), SHAPE);

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      Parity parity = new Parity(SmallNets.build(SHAPE, 2), SHAPE);

      assertThat(parity.largestDifference(segmenter, DISCS)).isBetween(0.01, 1.0);
    }
  }

  @Test
  void aNetThatAnswersNoNumberIsToldByNoNumber() throws Exception {
    ComputationGraph net = SmallNets.build(SHAPE, 1);
    byte[] onnx = OnnxExport.export(net, SHAPE);
    net.params().assign(Float.NaN);

    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      assertThat(new Parity(net, SHAPE).largestDifference(segmenter, DISCS)).isNaN();
    }
  }

  @Test
  void refusesAFileOfAnotherShape() {
    byte[] onnx = OnnxExport.export(SmallNets.build(SHAPE, 1), SHAPE);

    assertThatThrownBy(() -> Parity.restoring(onnx, UNetShape.quarterGrid(64, 8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
