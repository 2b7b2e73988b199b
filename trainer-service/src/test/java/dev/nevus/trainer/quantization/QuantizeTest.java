package dev.nevus.trainer.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.LesionImage;
import dev.nevus.image.NativeOpenCv;
import dev.nevus.segment.Segmenter;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.unet.Architecture;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.OnnxExport;
import dev.nevus.trainer.unet.UNetShape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class QuantizeTest {
  private static final int SIZE = 128;
  private static final Samples SHOWN = DrawnDiscs.draw(8, SIZE, 9);
  private static final Samples OTHERS = DrawnDiscs.draw(4, SIZE, 10);

  @BeforeAll
  static void loadNativeCode() {
    NativeBackend.activate();
    NativeOpenCv.load();
  }

  @ParameterizedTest
  @EnumSource
  void aPlainGraphAnswersLikeTheNet(Architecture architecture) throws Exception {
    byte[] onnx = onnx(architecture);
    ModelProto model = ModelProto.parseFrom(onnx);

    ModelProto plain = model.toBuilder().setGraph(PlainGraph.of(model.getGraph())).build();

    assertThat(operators(plain)).doesNotContain("BatchNormalization", "ConvTranspose");
    assertThat(largestDifference(onnx, plain.toByteArray())).isLessThan(1e-4);
  }

  @ParameterizedTest
  @EnumSource
  void answersNearlyLikeTheNet(Architecture architecture) throws Exception {
    byte[] onnx = onnx(architecture);
    Quantize quantize = Quantize.calibrate(onnx, SHOWN);

    for (RangeRule rule : RangeRule.values()) {
      byte[] eightBits = quantize.by(rule);

      assertThat(meanDifference(onnx, eightBits)).as("%s", rule).isLessThan(0.02);
      assertThat(eightBits.length).isLessThan(onnx.length / 2);
      assertThat(ModelCheck.DEFAULT.check(eightBits).input().width()).isEqualTo(SIZE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void allConvolutionsButTheLastAreOnWholeNumbers(Architecture architecture) throws Exception {
    byte[] eightBits = Quantize.calibrate(onnx(architecture), SHOWN).by(RangeRule.MIN_MAX);

    List<NodeProto> convolutions =
        ModelProto.parseFrom(eightBits).getGraph().getNodeList().stream()
            .filter(node -> node.getOpType().equals("Conv"))
            .toList();

    assertThat(convolutions.subList(0, convolutions.size() - 1))
        .allMatch(node -> node.getInput(1).endsWith(".W8.dequantized"));
    assertThat(convolutions.get(convolutions.size() - 1).getInput(1)).isEqualTo("head.W");
    assertThat(operators(ModelProto.parseFrom(eightBits))).doesNotContain("Cast", "Mul");
  }

  @Test
  void averagesOverMirrorImagesAsTheNetDoes() throws Exception {
    byte[] onnx = FlipAveraging.FOUR.into(onnx(Architecture.QUARTER_GRID));

    byte[] eightBits = Quantize.calibrate(onnx, SHOWN).by(RangeRule.MIN_MAX);

    assertThat(meanDifference(onnx, eightBits)).isLessThan(0.02);
  }

  @Test
  void takesANetWhoseNodesHaveNoInputs() throws Exception {
    ModelProto model = ModelProto.parseFrom(onnx(Architecture.QUARTER_GRID));
    GraphProto.Builder changed = model.getGraph().toBuilder().clearInitializer();
    AttributeProto.Builder value =
        AttributeProto.newBuilder().setName("value").setType(AttributeProto.AttributeType.TENSOR);
    for (TensorProto tensor : model.getGraph().getInitializerList()) {
      if (tensor.getName().equals("head.b")) {
        value.setT(tensor);
      } else {
        changed.addInitializer(tensor);
      }
    }
    assertThat(value.hasT()).isTrue();
    changed.addNode(
        0, NodeProto.newBuilder().setOpType("Constant").addOutput("head.b").addAttribute(value));
    byte[] onnx = model.toBuilder().setGraph(changed).build().toByteArray();

    byte[] eightBits = Quantize.calibrate(onnx, SHOWN).by(RangeRule.MIN_MAX);

    assertThat(meanDifference(onnx, eightBits)).isLessThan(0.02);
  }

  @Test
  void theSameNetAndImagesGiveTheSameBytes() throws Exception {
    byte[] onnx = onnx(Architecture.QUARTER_GRID);

    byte[] once = Quantize.calibrate(onnx, SHOWN).by(RangeRule.LEAST_ERROR);
    byte[] again = Quantize.calibrate(onnx, SHOWN).by(RangeRule.LEAST_ERROR);

    assertThat(again).isEqualTo(once);
  }

  @Test
  void refusesWhatIsNoModelAndNoImages() {
    byte[] text = "PK not a model".getBytes(StandardCharsets.UTF_8);
    Samples none = new Samples(SIZE, SIZE, List.of());

    assertThatThrownBy(() -> Quantize.calibrate(text, SHOWN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Quantize.calibrate(onnx(Architecture.NOTEBOOK), none))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** After a step, so that the statistics of batch normalisation are not their first values. */
  private static byte[] onnx(Architecture architecture) {
    UNetShape shape = new UNetShape(architecture, SIZE, SIZE, 8);
    ComputationGraph net = SmallNets.build(shape, 1);
    net.fit(
        new DataSet(
            Nd4j.rand(DataType.FLOAT, 2, 3, SIZE, SIZE),
            Nd4j.rand(DataType.FLOAT, 2, 1, shape.gridHeight(), shape.gridWidth())));
    return OnnxExport.export(net, shape);
  }

  private static List<String> operators(ModelProto model) {
    return model.getGraph().getNodeList().stream().map(NodeProto::getOpType).distinct().toList();
  }

  private static double largestDifference(byte[] one, byte[] other) throws Exception {
    double largest = 0;
    try (Segmenter first = OnnxSegmenter.open(one);
        Segmenter second = OnnxSegmenter.open(other)) {
      for (int i = 0; i < OTHERS.size(); i++) {
        try (LesionImage image = OTHERS.get(i).image()) {
          largest = Math.max(largest, first.segment(image).maxDifference(second.segment(image)));
        }
      }
    }
    return largest;
  }

  private static double meanDifference(byte[] one, byte[] other) throws Exception {
    double sum = 0;
    int cells = 0;
    try (Segmenter first = OnnxSegmenter.open(one);
        Segmenter second = OnnxSegmenter.open(other)) {
      for (int i = 0; i < OTHERS.size(); i++) {
        try (LesionImage image = OTHERS.get(i).image()) {
          float[] expected = first.segment(image).values();
          float[] answer = second.segment(image).values();
          for (int cell = 0; cell < answer.length; cell++) {
            sum += Math.abs(expected[cell] - answer[cell]);
          }
          cells += answer.length;
        }
      }
    }
    return sum / cells;
  }
}
