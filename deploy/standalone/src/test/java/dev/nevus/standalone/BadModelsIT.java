package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.Registrar;
import dev.nevus.model.Signing;
import dev.nevus.model.SigningKeys;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.segment.onnx.TinyOnnx;
import dev.nevus.standalone.client.Ending;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.models.BroughtModel;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.SwapWatch;
import dev.nevus.store.Keys;
import dev.nevus.store.Sha256;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models that must not serve, put in place past all checks: every worker says why it declines them,
 * and serves on.
 */
class BadModelsIT {
  private static final int WORKERS = 2;
  private static final Duration SWAP_WITHIN = Duration.ofSeconds(30);
  private static final SigningKeys KEYS = SigningKeys.generated();

  private static NevusUnderTest nevus;
  private static ModelShelf shelf;
  private static int made;

  private ModelId champion;

  @BeforeAll
  static void start(@TempDir Path parent) throws Exception {
    Map<String, String> keys =
        Map.of(
            "NEVUS_MODEL_SIGNING_KEY",
            Files.writeString(parent.resolve("own.pem"), KEYS.privatePem()).toString(),
            "NEVUS_MODEL_TRUSTED_KEYS",
            Files.writeString(parent.resolve("trusted.pem"), KEYS.publicPem()).toString());
    nevus = NevusUnderTest.start(parent.resolve("data"), WORKERS, keys);
    shelf = nevus.shelf(keys);
  }

  @AfterAll
  static void stop() throws Exception {
    shelf.close();
    nevus.close();
  }

  @BeforeEach
  void serveAGoodModel() throws Exception {
    champion = add(model().bytes());
    try (SwapWatch watch = shelf.watch()) {
      Decision good = shelf.decide().force(champion, "tester", "to have a good one");
      Awaitility.await()
          .atMost(SWAP_WITHIN)
          .until(() -> watch.serving(good.model()), workers -> workers.size() == WORKERS);
    }
  }

  @Test
  void aDamagedFileIsDeclinedByItsDigest() throws Exception {
    ModelId damaged = add(model().bytes());
    byte[] file = nevus.store().get(Keys.model(damaged));
    file[file.length / 2] ^= 1;
    nevus.store().put(Keys.model(damaged), file, "application/octet-stream");

    assertThatAllDecline(damaged, "digest");
  }

  @Test
  void aFileCutShortIsDeclinedByItsDigest() throws Exception {
    ModelId cut = add(model().bytes());
    byte[] file = nevus.store().get(Keys.model(cut));
    nevus
        .store()
        .put(Keys.model(cut), Arrays.copyOf(file, file.length - 9), "application/octet-stream");

    assertThatAllDecline(cut, "digest");
  }

  @Test
  void aModelThatNobodySignedIsDeclined() throws Exception {
    ModelId unsigned = putUnchecked(model().bytes(), Signing.NONE);

    assertThatAllDecline(unsigned, "unsigned");
  }

  @Test
  void aModelSignedWithAnotherKeyIsDeclined() throws Exception {
    ModelId foreign = putUnchecked(model().bytes(), SigningKeys.generated().signing());

    assertThatAllDecline(foreign, "wrong-signature");
  }

  @Test
  void aModelWithoutNumbersForWeightsIsDeclinedThoughItIsSigned() throws Exception {
    ModelId diverged = putUnchecked(model().withNanWeights().bytes(), KEYS.signing());

    assertThatAllDecline(diverged, "bad-weights");
  }

  @Test
  void aModelOfAnotherShapeIsDeclinedThoughItIsSigned() throws Exception {
    ModelId shaped = putUnchecked(model().withOutputChannels(3).bytes(), KEYS.signing());

    assertThatAllDecline(shaped, "wrong-output");
  }

  private void assertThatAllDecline(ModelId bad, String code) throws Exception {
    try (SwapWatch watch = shelf.watch()) {
      Set<String> workers = watch.serving(champion);

      Decision decision = forceUnchecked(bad);
      SwapWatch.Followers followers = watch.await(decision, workers, SWAP_WITHIN, answer -> {});

      assertThat(workers).hasSize(WORKERS);
      assertThat(followers.silent()).isEmpty();
      assertThat(followers.answers())
          .hasSize(WORKERS)
          .allSatisfy(
              answer -> {
                assertThat(answer.model()).isEqualTo(bad);
                assertThat(answer.code()).isEqualTo(code);
                assertThat(answer.detail()).isNotBlank();
              });
      assertThat(nevus.awaitAll(nevus.sendDrawn(4, 100L * ++made + 7000)))
          .map(BadModelsIT::madeBy)
          .containsOnly(champion);
    }
  }

  private static ModelId madeBy(Pushed pushed) {
    return ((Ending.Segmented) pushed.ending().orElseThrow()).mask().model();
  }

  /** Another one each time: models are named by their bytes. */
  private static TinyOnnx model() {
    return TinyOnnx.of(new ModelInput(96, 64)).withBorder(0.40f + ++made * 0.003f);
  }

  private static ModelId add(byte[] file) throws Exception {
    BroughtModel said = new BroughtModel(Optional.of("tiny"), Optional.empty());
    return shelf.add(file, ModelCheck.DEFAULT.check(file), said).model();
  }

  private static ModelId putUnchecked(byte[] file, Signing signing) throws Exception {
    Instant now = Clock.systemUTC().instant();
    ModelManifest manifest =
        new ModelManifest(
            ModelId.of(now, file),
            Sha256.of(file),
            file.length,
            96,
            64,
            "a bad model",
            ModelManifest.TrainingData.UNKNOWN,
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            now);
    new StoredModelRegistry(nevus.store(), Clock.systemUTC(), signing)
        .publish(manifest, ModelFiles.of(file));
    return manifest.model();
  }

  /** As a broken or hostile program would, that checks nothing. */
  private static Decision forceUnchecked(ModelId model) throws Exception {
    KafkaConfig kafka = KafkaConfig.plain(nevus.world().neighbours().bootstrap());
    try (KafkaEventLog log =
        new KafkaEventLog(
            kafka, new KafkaEvents(new EventCodec("test")), new SimpleMeterRegistry())) {
      return new Registrar(shelf.registry(), log, Clock.systemUTC())
          .decide(Choice.of(Decision.Kind.FORCED, model, "tester", "past all checks"));
    }
  }
}
