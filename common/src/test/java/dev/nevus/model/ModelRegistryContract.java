package dev.nevus.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nevus.model.CorruptModelException.Code;
import dev.nevus.model.Decision.Kind;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenAnswers;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ModelRegistry} keeps. Each case begins with an empty one. */
public abstract class ModelRegistryContract {
  private ObjectStore store;
  private ModelRegistry registry;

  @BeforeEach
  void open() {
    store = emptyStore();
    registry = new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE);
  }

  /** A store without any model. */
  protected abstract ObjectStore emptyStore();

  @Test
  void beginsWithoutAChampion() throws Exception {
    assertThat(registry.champion()).isEmpty();
    assertThat(registry.versions()).isEmpty();
    assertThat(registry.history()).isEmpty();
  }

  @Test
  void givesBackWhatWasPublished() throws Exception {
    byte[] file = bytes("a model");
    ModelManifest manifest = manifest(file, "2026-11-23T01:00:00Z");

    registry.publish(manifest, ModelFiles.of(file));
    registry.publish(manifest, ModelFiles.of(file));

    assertThat(registry.versions()).containsExactly(manifest.model());
    assertThat(registry.manifest(manifest.model())).isEqualTo(manifest);
    VerifiedVersion version = registry.version(manifest.model());
    assertThat(version.manifest()).isEqualTo(manifest);
    assertThat(version.files().onnx()).isEqualTo(file);
    assertThat(registry.champion()).isEmpty();
  }

  @Test
  void refusesAFileThatTheManifestDoesNotCertify() throws Exception {
    ModelManifest manifest = manifest(bytes("a model"), "2026-11-23T01:00:00Z");

    assertThatThrownBy(() -> registry.publish(manifest, ModelFiles.of(bytes("another"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(registry.versions()).isEmpty();
  }

  @Test
  void neverHandsOutAFileThatWasChanged() throws Exception {
    byte[] file = bytes("a model");
    ModelManifest manifest = manifest(file, "2026-11-23T01:00:00Z");
    registry.publish(manifest, ModelFiles.of(file));

    store.put(Keys.model(manifest.model()), bytes("b model"), "application/octet-stream");

    assertThatThrownBy(() -> registry.files(manifest.model()))
        .isInstanceOf(CorruptModelException.class);
  }

  @Test
  void theLastPromotionServesAndAllAreKept() throws Exception {
    ModelId one = published("one", "2026-11-23T01:00:00Z");
    ModelId two = published("two", "2026-11-23T02:00:00Z");

    registry.decide(Choice.of(Kind.INSTALLED, one, "ana", "first"));
    registry.decide(Choice.of(Kind.PROMOTED, two, "gate", "better"));
    registry.decide(Choice.of(Kind.ROLLED_BACK, one, "ana", "back"));

    assertThat(registry.champion().map(Decision::model)).contains(one);
    assertThat(registry.history())
        .extracting(Decision::reason)
        .containsExactly("first", "better", "back");
    assertThat(registry.history()).extracting(Decision::number).containsExactly(1, 2, 3);
  }

  @Test
  void decidesOnNothingThatWasNotPublished() {
    ModelId unknown = new ModelId("20260101T000000Z-00000000");

    assertThatThrownBy(() -> registry.decide(Choice.of(Kind.FORCED, unknown, "ana", "hope")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofManyDecisionsUponOneStateOneSucceeds() throws Exception {
    ModelId model = published("one", "2026-11-23T01:00:00Z");
    Choice install = Choice.of(Kind.INSTALLED, model, "a", "empty");

    assertThat(registry.decide(install, 0)).isPresent();
    assertThat(registry.decide(install, 0)).isEmpty();
    assertThat(registry.history()).hasSize(1);
  }

  @Test
  void decisionsAtOnceEachGetANumberOfTheirOwn() throws Exception {
    ModelId model = published("one", "2026-11-23T01:00:00Z");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Integer>> decisions = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      decisions.add(
          () -> registry.decide(Choice.of(Kind.FORCED, model, "somebody", "at once")).number());
    }

    List<Integer> numbers = new ArrayList<>();
    for (Future<Integer> number : threads.invokeAll(decisions)) {
      numbers.add(number.get());
    }
    threads.shutdown();

    assertThat(numbers).doesNotHaveDuplicates().hasSize(12);
    assertThat(registry.history()).hasSize(12);
  }

  @Test
  void theObjectsAloneAreEnoughToRebuildIt() throws Exception {
    ModelId one = published("one", "2026-11-23T01:00:00Z");
    ModelId two = published("two", "2026-11-23T02:00:00Z");
    registry.decide(Choice.of(Kind.INSTALLED, one, "installation", "empty"));
    registry.decide(Choice.of(Kind.NOMINATED, two, "trainer", "training 1"));

    InMemoryObjectStore copy = new InMemoryObjectStore();
    for (ObjectKey key : store.list("")) {
      copy.put(key, store.get(key), "application/octet-stream");
    }
    ModelRegistry rebuilt = new StoredModelRegistry(copy, Clock.systemUTC(), Signing.NONE);

    assertThat(rebuilt.history()).isEqualTo(registry.history());
    assertThat(rebuilt.aliases()).isEqualTo(registry.aliases());
    assertThat(rebuilt.aliases().champion().map(Decision::model)).contains(one);
    assertThat(rebuilt.aliases().candidate().map(Decision::model)).contains(two);
    assertThat(rebuilt.versions()).isEqualTo(registry.versions());
    assertThat(rebuilt.manifest(two)).isEqualTo(registry.manifest(two));
  }

  @Test
  void theGoldenPictureIsCertifiedToo() throws Exception {
    byte[] file = bytes("a model");
    byte[] picture = bytes("a picture");
    ModelManifest manifest =
        manifest(file, "2026-11-23T01:00:00Z", Optional.of(GoldenAnswers.flat(picture, 0.5)));

    registry.publish(manifest, ModelFiles.of(file, picture));
    assertThat(registry.files(manifest.model()).golden()).contains(picture);
    store.put(Keys.golden(manifest.model()), bytes("b picture"), "image/png");

    assertThatThrownBy(() -> registry.files(manifest.model()))
        .isInstanceOf(CorruptModelException.class);
  }

  @Test
  void whereSignaturesAreAskedForOnlySignedModelsAreHandedOut() throws Exception {
    SigningKeys ours = SigningKeys.generated();
    SigningKeys others = SigningKeys.generated();
    ModelId unsigned = published("unsigned", "2026-11-23T01:00:00Z");
    ModelRegistry strict = registry(ours.signing());
    ModelRegistry stranger = registry(others.signing());

    assertThat(codeOf(strict, unsigned)).isEqualTo(Code.UNSIGNED);
    stranger.sign(unsigned);
    assertThat(strict.isSigned(unsigned)).isFalse();
    assertThat(codeOf(strict, unsigned)).isEqualTo(Code.WRONG_SIGNATURE);
    strict.sign(unsigned);
    assertThat(strict.isSigned(unsigned)).isTrue();
    assertThat(strict.files(unsigned).onnx()).isEqualTo(bytes("unsigned"));
    // A manifest that was changed afterwards is none that was signed.
    byte[] certificate = store.get(Keys.manifest(unsigned));
    byte[] changed = new String(certificate, UTF_8).replace("none", "gone").getBytes(UTF_8);
    store.put(Keys.manifest(unsigned), changed, "application/json");
    assertThat(codeOf(strict, unsigned)).isEqualTo(Code.WRONG_SIGNATURE);
  }

  @Test
  void whoHasAKeySignsWhatItPublishes() throws Exception {
    SigningKeys keys = SigningKeys.generated();
    byte[] file = bytes("signed");
    ModelManifest manifest = manifest(file, "2026-11-23T01:00:00Z");

    registry(keys.signing()).publish(manifest, ModelFiles.of(file));

    assertThat(registry(keys.trusting()).files(manifest.model()).onnx()).isEqualTo(file);
  }

  private ModelRegistry registry(Signing signing) {
    return new StoredModelRegistry(store, Clock.systemUTC(), signing);
  }

  private static Code codeOf(ModelRegistry strict, ModelId model) {
    return catchThrowableOfType(CorruptModelException.class, () -> strict.files(model)).code();
  }

  private ModelId published(String content, String at) throws Exception {
    ModelManifest manifest = manifest(bytes(content), at);
    registry.publish(manifest, ModelFiles.of(bytes(content)));
    return manifest.model();
  }

  private static ModelManifest manifest(byte[] file, String at) {
    return manifest(file, at, Optional.empty());
  }

  private static ModelManifest manifest(byte[] file, String at, Optional<GoldenAnswer> golden) {
    Instant made = Instant.parse(at);
    return new ModelManifest(
        ModelId.of(made, file),
        Sha256.of(file),
        file.length,
        128,
        128,
        "none",
        new ModelManifest.TrainingData("none", Sha256.of(new byte[0]), 0, 0, "none", "CC0-1.0"),
        Map.of("epochs", "0"),
        Map.of("none", new Evaluation(0, 0, 0, 0, 0, 0, 0)),
        Map.of("jvm", "17"),
        golden,
        Optional.empty(),
        made);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
