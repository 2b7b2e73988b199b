package dev.nevus.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.ModelDeclined;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.Signing;
import dev.nevus.model.SigningKeys;
import dev.nevus.segment.GoldenAnswers;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.TinyOnnx;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each way in which a model can be bad: it never serves, and the one before serves on. */
class DeclinedModelsTest {
  private static final TestModel GOOD = TestModel.sound(0.4);
  private static final TestModel OTHER = TestModel.sound(0.6);

  @Test
  void aFileThatWasCutShort() throws Exception {
    byte[] file = OTHER.files().onnx();
    assertDeclined("digest", OTHER, Keys.model(OTHER.id()), Arrays.copyOf(file, file.length / 2));
  }

  @Test
  void aFileWithOneOtherBit() throws Exception {
    byte[] file = OTHER.files().onnx().clone();
    file[file.length / 2] ^= 1;
    assertDeclined("digest", OTHER, Keys.model(OTHER.id()), file);
  }

  @Test
  void aManifestThatIsNone() throws Exception {
    assertDeclined("digest", OTHER, Keys.manifest(OTHER.id()), new byte[] {'{'});
  }

  @Test
  void anotherPicture() throws Exception {
    assertDeclined("digest", OTHER, Keys.golden(OTHER.id()), new byte[] {1, 2, 3});
  }

  @Test
  void aFileThatIsNotThere() throws Exception {
    try (ModelWorld world = serving(Signing.NONE)) {
      world.promote(OTHER);
      world.store.lose(Keys.model(OTHER.id()));
      assertDeclined(world, "object-missing", OTHER.id());
    }
  }

  @Test
  void aManifestThatIsNotThere() throws Exception {
    try (ModelWorld world = serving(Signing.NONE)) {
      world.promote(OTHER);
      world.store.lose(Keys.manifest(OTHER.id()));
      assertDeclined(world, "object-missing", OTHER.id());
    }
  }

  @Test
  void aModelThatNobodySigned() throws Exception {
    try (ModelWorld world = serving(SigningKeys.generated().signing())) {
      world.registry(Signing.NONE).publish(OTHER.manifest(), OTHER.files());
      world.decide(Decision.Kind.PROMOTED, OTHER);
      assertDeclined(world, "unsigned", OTHER.id());
    }
  }

  @Test
  void aModelThatAStrangerSigned() throws Exception {
    try (ModelWorld world = serving(SigningKeys.generated().signing())) {
      world.registry(SigningKeys.generated().signing()).publish(OTHER.manifest(), OTHER.files());
      world.decide(Decision.Kind.PROMOTED, OTHER);
      assertDeclined(world, "wrong-signature", OTHER.id());
    }
  }

  @Test
  void weightsThatAreNoNumbers() throws Exception {
    TestModel bare = TestModel.bare(TestModel.recipe().withNanWeights().bytes());
    assertDeclined("bad-weights", bare);
    assertDeclined("bad-weights", bare.answering(GoldenAnswers.flat(TestModel.picture(), 0.5)));
  }

  @Test
  void anInputOfAnotherKind() throws Exception {
    assertDeclined("wrong-input", TestModel.bare(TestModel.recipe().withFloatInput().bytes()));
  }

  @Test
  void anOutputOfAnotherShape() throws Exception {
    TinyOnnx recipe = TestModel.recipe().withOutputChannels(3);
    assertDeclined("wrong-output", TestModel.bare(recipe.bytes()));
  }

  @Test
  void anInputOfAnotherSizeThanItsManifestSays() throws Exception {
    assertDeclined("input-size", OTHER.said(new ModelInput(16, 32)));
  }

  @Test
  void anAnswerThatIsNotTheGoldenOne() throws Exception {
    assertDeclined("golden-answer", OTHER.answering(GOOD.manifest().golden().orElseThrow()));
  }

  @Test
  void aFileThatIsNoModel() throws Exception {
    assertDeclined("not-onnx", TestModel.bare(new byte[] {0, 1, 2, 3}));
  }

  private static void assertDeclined(String code, TestModel model) throws Exception {
    try (ModelWorld world = serving(Signing.NONE)) {
      world.promote(model);
      assertDeclined(world, code, model.id());
    }
  }

  private static void assertDeclined(String code, TestModel model, ObjectKey key, byte[] content)
      throws Exception {
    try (ModelWorld world = serving(Signing.NONE)) {
      world.promote(model);
      world.store.put(key, content, "application/octet-stream");
      assertDeclined(world, code, model.id());
    }
  }

  private static ModelWorld serving(Signing signing) throws IOException, InterruptedException {
    ModelWorld world = new ModelWorld(signing);
    world.serve(GOOD);
    return world;
  }

  private static void assertDeclined(ModelWorld world, String code, ModelId model)
      throws IOException, InterruptedException {
    world.models.catchUp();

    assertThat(world.serving.id()).contains(GOOD.id());
    try (InUse good = world.serving.acquire()) {
      assertThat(good.segmenter().input().width()).isEqualTo(32);
    }
    assertThat(world.served()).hasSize(1);
    ModelDeclined declined = world.declined().get(0);
    assertThat(declined.code()).isEqualTo(code);
    assertThat(declined.model()).isEqualTo(model);
    assertThat(declined.number()).isEqualTo(2);
    assertThat(declined.detail()).isNotBlank();
    assertThat(world.telemetry.scrape())
        .contains("nevus_model_swaps_total{outcome=\"declined\",reason=\"" + code + "\"");
  }
}
