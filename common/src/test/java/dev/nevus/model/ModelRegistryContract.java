package dev.nevus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    registry = new StoredModelRegistry(store, Clock.systemUTC());
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

    registry.publish(manifest, file);
    registry.publish(manifest, file);

    assertThat(registry.versions()).containsExactly(manifest.model());
    assertThat(registry.manifest(manifest.model())).isEqualTo(manifest);
    assertThat(registry.file(manifest.model())).isEqualTo(file);
    assertThat(registry.champion()).isEmpty();
  }

  @Test
  void refusesAFileThatTheManifestDoesNotCertify() throws Exception {
    ModelManifest manifest = manifest(bytes("a model"), "2026-11-23T01:00:00Z");

    assertThatThrownBy(() -> registry.publish(manifest, bytes("another")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(registry.versions()).isEmpty();
  }

  @Test
  void neverHandsOutAFileThatWasChanged() throws Exception {
    byte[] file = bytes("a model");
    ModelManifest manifest = manifest(file, "2026-11-23T01:00:00Z");
    registry.publish(manifest, file);

    store.put(Keys.model(manifest.model()), bytes("b model"), "application/octet-stream");

    assertThatThrownBy(() -> registry.file(manifest.model()))
        .isInstanceOf(CorruptModelException.class);
  }

  @Test
  void theLastPromotionServesAndAllAreKept() throws Exception {
    ModelId one = published("one", "2026-11-23T01:00:00Z");
    ModelId two = published("two", "2026-11-23T02:00:00Z");

    registry.promote(one, "ana", "first");
    registry.promote(two, "gate", "better");
    registry.promote(one, "ana", "back");

    assertThat(registry.champion().map(Promotion::model)).contains(one);
    assertThat(registry.history())
        .extracting(Promotion::reason)
        .containsExactly("first", "better", "back");
    assertThat(registry.history()).extracting(Promotion::number).containsExactly(1, 2, 3);
  }

  @Test
  void promotesNothingThatWasNotPublished() {
    ModelId unknown = new ModelId("20260101T000000Z-00000000");

    assertThatThrownBy(() -> registry.promote(unknown, "ana", "hope"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofManyFirstPromotionsOneSucceeds() throws Exception {
    ModelId model = published("one", "2026-11-23T01:00:00Z");

    assertThat(registry.promoteFirst(model, "a", "empty")).isTrue();
    assertThat(registry.promoteFirst(model, "b", "empty")).isFalse();
    assertThat(registry.history()).hasSize(1);
  }

  @Test
  void promotionsAtOnceEachGetANumberOfTheirOwn() throws Exception {
    ModelId model = published("one", "2026-11-23T01:00:00Z");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Integer>> promotions = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      promotions.add(() -> registry.promote(model, "somebody", "at once"));
    }

    List<Integer> numbers = new ArrayList<>();
    for (Future<Integer> number : threads.invokeAll(promotions)) {
      numbers.add(number.get());
    }
    threads.shutdown();

    assertThat(numbers).doesNotHaveDuplicates().hasSize(12);
    assertThat(registry.history()).hasSize(12);
  }

  private ModelId published(String content, String at) throws Exception {
    ModelManifest manifest = manifest(bytes(content), at);
    registry.publish(manifest, bytes(content));
    return manifest.model();
  }

  private static ModelManifest manifest(byte[] file, String at) {
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
        made);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
