package dev.nevus.worker.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.model.Precision;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.Segmenter;
import dev.nevus.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A tiny model whose second file is another one's, so that it shows which of them is open. */
class QuantizedModelTest {
  private static final TestModel FLOATS = TestModel.sound(0.45);
  private static final TestModel OTHER = TestModel.sound(0.55);
  private static final byte[] EIGHT_BITS = OTHER.files().onnx();
  private static final GoldenAnswer RIGHT = OTHER.manifest().golden().orElseThrow();
  private static final GoldenAnswer WRONG = FLOATS.manifest().golden().orElseThrow();

  private final ModelWorld world = new ModelWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void servesTheFileThatTheCertificateChose() throws Exception {
    world.serve(FLOATS.withInt8(EIGHT_BITS, Precision.INT8, RIGHT));

    assertThat(world.serving.precision()).contains(Precision.INT8);
    assertThat(answered()).isEqualTo(RIGHT);
    assertThat(world.telemetry.scrape())
        .contains("nevus_model_info{model=\"" + FLOATS.id() + "\",precision=\"int8\"");
  }

  @Test
  void servesFloatsWhereTheCertificateChoseThem() throws Exception {
    world.serve(FLOATS.withInt8(EIGHT_BITS, Precision.F32, RIGHT));

    assertThat(world.serving.precision()).contains(Precision.F32);
    assertThat(answered()).isEqualTo(WRONG);
  }

  @Test
  void servesFloatsOnAProcessorThatAnswersOtherwiseInEightBits() throws Exception {
    world.serve(FLOATS.withInt8(EIGHT_BITS, Precision.INT8, WRONG));

    assertThat(world.serving.id()).contains(FLOATS.id());
    assertThat(world.serving.precision()).contains(Precision.F32);
    assertThat(answered()).isEqualTo(WRONG);
    assertThat(world.declined()).isEmpty();
    assertThat(world.telemetry.scrape())
        .contains("nevus_model_fallbacks_total{reason=\"golden-answer\",service=\"test\"} 1")
        .contains("precision=\"f32\"");
  }

  @Test
  void servesFloatsWhereTheEngineRefusesTheOtherFile() throws Exception {
    world.serve(FLOATS.withInt8("no model".getBytes(UTF_8), Precision.INT8, RIGHT));

    assertThat(world.serving.precision()).contains(Precision.F32);
    assertThat(world.telemetry.scrape()).contains("nevus_model_fallbacks_total");
  }

  @Test
  void aVersionOfWhichNoFileIsGoodIsDeclined() throws Exception {
    world.serve(OTHER);

    world.promote(FLOATS.answering(RIGHT).withInt8(EIGHT_BITS, Precision.INT8, WRONG));
    world.models.catchUp();

    assertThat(world.serving.id()).contains(OTHER.id());
    assertThat(world.declined()).hasSize(1);
  }

  @Test
  void operationsCanAskForFloats() throws Exception {
    TestModel model = FLOATS.withInt8(EIGHT_BITS, Precision.INT8, RIGHT);
    world.publish(model);
    ModelFigures figures = new ModelFigures(world.telemetry.registry());
    ServingPrecision asked =
        ServingPrecision.from(new Settings(Map.of("NEVUS_MODEL_PRECISION", "f32")));

    try (VerifiedModel opened = new ModelOpening(world.registry, asked, figures).open(model.id())) {
      assertThat(opened.precision()).isEqualTo(Precision.F32);
    }
    assertThatThrownBy(
            () -> {
              Settings wrong = new Settings(Map.of("NEVUS_MODEL_PRECISION", "int4"));
              ServingPrecision.from(wrong);
              wrong.complete();
            })
        .hasMessageContaining("NEVUS_MODEL_PRECISION");
  }

  private GoldenAnswer answered() throws Exception {
    try (InUse model = world.serving.acquire()) {
      Segmenter segmenter = model.segmenter();
      return GoldenPicture.of(TestModel.picture()).answer(segmenter);
    }
  }
}
