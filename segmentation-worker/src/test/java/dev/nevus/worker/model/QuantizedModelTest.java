package dev.nevus.worker.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.model.Precision;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.Segmenter;
import dev.nevus.settings.Settings;
import dev.nevus.store.Keys;
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
  void servesFloatsWhereTheOtherFileIsMissingOrDamaged() throws Exception {
    TestModel model = FLOATS.withInt8(EIGHT_BITS, Precision.INT8, RIGHT);
    world.publish(model);

    world.store.lose(Keys.int8(model.id()));
    assertOpensInFloats(model);
    world.store.put(Keys.int8(model.id()), new byte[] {1}, "application/octet-stream");
    assertOpensInFloats(model);

    assertThat(world.telemetry.scrape())
        .contains("nevus_model_fallbacks_total{reason=\"object-missing\",service=\"test\"} 1")
        .contains("nevus_model_fallbacks_total{reason=\"digest\",service=\"test\"} 1");
    world.store.put(Keys.model(model.id()), new byte[] {1}, "application/octet-stream");
    assertThatThrownBy(() -> opening(ServingPrecision.MANIFEST).open(model.id()))
        .isInstanceOf(UnverifiedModelException.class);
  }

  private void assertOpensInFloats(TestModel model) throws Exception {
    for (ServingPrecision asked : ServingPrecision.values()) {
      try (VerifiedModel opened = opening(asked).open(model.id())) {
        assertThat(opened.precision()).isEqualTo(Precision.F32);
      }
    }
  }

  private ModelOpening opening(ServingPrecision asked) {
    return new ModelOpening(world.registry, asked, new ModelFigures(world.telemetry.registry()));
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
    ServingPrecision asked =
        ServingPrecision.from(new Settings(Map.of("NEVUS_MODEL_PRECISION", "f32")));

    try (VerifiedModel opened = opening(asked).open(model.id())) {
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
