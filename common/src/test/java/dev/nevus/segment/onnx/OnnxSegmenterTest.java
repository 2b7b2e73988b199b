package dev.nevus.segment.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import dev.nevus.segment.SegmenterContract;
import dev.nevus.segment.onnx.TinyOnnx.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxSegmenterTest extends SegmenterContract {
  private static final TinyOnnx SOUND = TinyOnnx.of(new ModelInput(40, 24));

  @Override
  protected Segmenter open(ModelInput input) throws BadModelException {
    return OnnxSegmenter.open(TinyOnnx.of(input).bytes());
  }

  @ParameterizedTest
  @CsvSource({"0, 24, 40, 1", "0, 24, 40, 4", "0, 0, 40, 3", "0, 24, 0, 3", "0, 24, 5000, 3"})
  void anInputOfAnotherShapeIsRefused(int batch, int height, int width, int channels) {
    assertRefused(SOUND.withInputShape(new Shape(batch, height, width, channels)).bytes(), "");
  }

  @Test
  void anInputOfAnotherTypeIsRefused() {
    assertRefused(SOUND.withFloatInput().bytes(), "uint8");
  }

  @Test
  void anOutputOfSeveralChannelsIsRefused() {
    assertRefused(SOUND.withOutputChannels(2).bytes(), "");
  }

  @Test
  void whatIsNoModelIsRefused() {
    assertRefused(new byte[0], "");
    assertRefused("not a model".getBytes(UTF_8), "no ONNX model");
    byte[] sound = SOUND.bytes();
    assertRefused(Arrays.copyOf(sound, sound.length / 2), "damaged");
  }

  @Test
  void anOutputThatIsNoProbabilityIsAFailureOfTheEngine() throws Exception {
    try (Segmenter broken = OnnxSegmenter.open(FlawedOnnx.withoutSigmoid());
        DrawnLesion drawn = DrawnLesions.draw(new Scene(64, 64, 0, false), 1)) {
      assertThatExceptionOfType(SegmentationException.class)
          .isThrownBy(() -> broken.segment(drawn.image()));
    }
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() {
    assertRefused(SOUND.withNanWeights().bytes(), "not a number");
  }

  @Test
  void itTellsItsSizeAndNothingElse() throws Exception {
    try (Segmenter segmenter = OnnxSegmenter.open(SOUND.bytes())) {
      assertThat(segmenter).hasToString("OnnxSegmenter[40x24]");
    }
  }

  private static void assertRefused(byte[] model, String why) {
    assertThatExceptionOfType(BadModelException.class)
        .isThrownBy(() -> OnnxSegmenter.open(model).close())
        .withMessageContaining(why);
  }
}
