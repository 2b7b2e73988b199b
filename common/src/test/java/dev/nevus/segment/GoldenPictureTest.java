package dev.nevus.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.EventJson;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.segment.onnx.TinyOnnx;
import org.junit.jupiter.api.Test;

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

  private GoldenAnswer answer(ModelInput input, float border) throws Exception {
    try (OnnxSegmenter model = OnnxSegmenter.open(TinyOnnx.of(input).withBorder(border).bytes())) {
      return picture.answer(model);
    }
  }
}
