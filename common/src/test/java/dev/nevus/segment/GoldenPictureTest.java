package dev.nevus.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.EventJson;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.segment.onnx.TinyOnnx;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenPictureTest {
  private final GoldenPicture picture = GoldenPicture.drawn();

  @Test
  void isTheSameEachTimeItIsDrawn() {
    assertThat(GoldenPicture.drawn().png()).isEqualTo(picture.png());
  }

  @Test
  void aModelAgreesWithItselfAndNotWithAnother() throws Exception {
    GoldenAnswer one = answer(new ModelInput(96, 64), 0.4f);
    GoldenAnswer again = answer(new ModelInput(96, 64), 0.4f);
    GoldenAnswer other = answer(new ModelInput(96, 64), 0.6f);

    assertThat(one.distance(again)).isZero();
    assertThat(one.agreesWith(again)).isTrue();
    assertThat(one.agreesWith(other)).isFalse();
  }

  @Test
  void gridsSmallerThanTheAnswersHaveOneToo() throws Exception {
    assertThat(answer(new ModelInput(8, 8), 0.4f).means()).hasSize(256);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 192, 256})
  void anAnswerOfTheWayBeforeStillCounts(int side) throws Exception {
    try (Decided model = new Decided(new ModelInput(side, side), 140);
        Decided other = new Decided(new ModelInput(side, side), 120)) {
      GoldenAnswer told = picture.earlierAnswer(model);

      // So harsh a net shows that the two ways are not the same.
      assertThat(picture.answer(model).agreesWith(told)).isFalse();
      assertThat(picture.answer(model, told).agreesWith(told)).isTrue();
      assertThat(picture.answer(other, told).agreesWith(told)).isFalse();
    }
  }

  @Test
  void otherPicturesNeverAgree() {
    GoldenAnswer one = GoldenAnswers.flat(new byte[] {1}, 0.5);

    assertThat(one.distance(GoldenAnswers.flat(new byte[] {2}, 0.5))).isEqualTo(1);
    assertThat(one.distance(GoldenAnswers.flat(new byte[] {1}, Double.NaN))).isNaN();
    assertThat(one.agreesWith(GoldenAnswers.flat(new byte[] {1}, Double.NaN))).isFalse();
  }

  @Test
  void comesBackFromItsJson() throws Exception {
    GoldenAnswer answer = answer(new ModelInput(96, 64), 0.4f);

    assertThat(EventJson.fromJson(EventJson.toJson(answer), GoldenAnswer.class)).isEqualTo(answer);
  }

  /** Certain of every pixel: what is not brighter than its limit is lesion. */
  private record Decided(ModelInput input, int brightest) implements Segmenter {
    @Override
    public Probability segment(ByteBuffer rgb) {
      float[] values = new float[input.width() * input.height()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (rgb.get(3 * i) & 0xFF) <= brightest ? 1 : 0;
      }
      return new Probability(input.width(), input.height(), values);
    }

    @Override
    public void close() {}
  }

  private GoldenAnswer answer(ModelInput input, float border) throws Exception {
    try (OnnxSegmenter model = OnnxSegmenter.open(TinyOnnx.of(input).withBorder(border).bytes())) {
      return picture.answer(model);
    }
  }
}
