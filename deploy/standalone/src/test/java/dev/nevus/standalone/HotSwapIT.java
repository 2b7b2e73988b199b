package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.MaskPredicted;
import dev.nevus.event.ModelServed;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.standalone.bench.ConstantLoad;
import dev.nevus.standalone.bench.LoadOutcome;
import dev.nevus.standalone.bench.NumberedImages;
import dev.nevus.standalone.bench.TwinModel;
import dev.nevus.standalone.client.Ending;
import dev.nevus.standalone.client.LogListener;
import dev.nevus.standalone.models.BroughtModel;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.SwapWatch;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models change under a constant load, on a whole, running Nevus. */
class HotSwapIT {
  private static final int WORKERS = 2;
  private static final int PROMOTIONS = 10;
  private static final double IMAGES_PER_SECOND = 4;
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration SWAP_WITHIN = Duration.ofSeconds(30);
  private static final Duration ROLLED_BACK_WITHIN = Duration.ofSeconds(5);

  private static NevusUnderTest nevus;
  private static Path data;

  @BeforeAll
  static void start(@TempDir Path parent) throws Exception {
    data = parent.resolve("data");
    nevus = NevusUnderTest.start(data, WORKERS);
  }

  @AfterAll
  static void stop() throws Exception {
    nevus.close();
  }

  @Test
  void everyImageHasOneMaskOfTheModelThatItNamesWhileModelsChange() throws Exception {
    try (ModelShelf shelf = nevus.shelf(Map.of());
        SwapWatch watch = shelf.watch()) {
      ModelId shipped = shelf.registry().champion().orElseThrow().model();
      ModelId twin = addTwin(shelf, shipped);
      Set<String> workers = awaitWorkers(watch, shipped);

      LoadOutcome outcome = promoteInTurns(shelf, List.of(twin, shipped));

      System.out.printf(
          "%d images while %d promotions went on: p50 %.0f ms, p99 %.0f ms%n",
          outcome.latencies().images(),
          PROMOTIONS,
          outcome.latencies().p50Millis(),
          outcome.latencies().p99Millis());
      assertThat(outcome.errors()).isEmpty();
      assertThat(outcome.duplicates()).isZero();
      assertThat(outcome.byModel()).containsOnlyKeys(shipped, twin);
      assertThat(nevus.endings().all()).noneMatch(Ending.GivenUp.class::isInstance);
      assertThat(nevus.masks()).map(Ending.Segmented::mask).allSatisfy(HotSwapIT::isItsModels);
      assertThat(workersThatSwapped()).isEqualTo(workers);
      assertThatAllGoBackAtOnce(shelf, watch, workers);
      assertThatNoImageWasMadeByTwoModels();
    }
  }

  /** Asked again at the end: what is handed out twice comes late. */
  private static void assertThatNoImageWasMadeByTwoModels() {
    assertThat(
            nevus.masks().stream()
                .map(Ending.Segmented::mask)
                .collect(
                    Collectors.groupingBy(
                        MaskPredicted::image,
                        Collectors.mapping(MaskPredicted::id, Collectors.toSet())))
                .values())
        .isNotEmpty()
        .allSatisfy(facts -> assertThat(facts).hasSize(1));
  }

  private static void isItsModels(MaskPredicted mask) {
    assertThat(mask.mask()).isEqualTo(Keys.mask(mask.model(), mask.image()));
    try {
      assertThat(nevus.store().size(mask.mask())).isPresent();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertThatAllGoBackAtOnce(
      ModelShelf shelf, SwapWatch watch, Set<String> workers) throws Exception {
    Decision back = shelf.decide().rollBack(Optional.empty(), "tester", "to see how long it takes");

    SwapWatch.Followers followers = watch.await(back, workers, SWAP_WITHIN, answer -> {});

    assertThat(followers.silent()).isEmpty();
    assertThat(followers.answers())
        .hasSize(WORKERS)
        .allSatisfy(
            answer -> {
              System.out.println(answer);
              assertThat(answer.serves()).isTrue();
              assertThat(answer.millis()).isLessThan(ROLLED_BACK_WITHIN.toMillis());
            });
  }

  @Test
  void theCommandLineGoesBackAndTellsOfEachWorker() throws Exception {
    try (ModelShelf shelf = nevus.shelf(Map.of());
        SwapWatch watch = shelf.watch()) {
      ModelId before = shelf.registry().champion().orElseThrow().model();
      ModelId other = addTwin(shelf, before, "for the command line");
      awaitWorkers(watch, before);

      CommandLineProcess forced =
          run("models", "promote", other.value(), "--force", "--reason", "a trial", "--json");
      CommandLineProcess again =
          run("models", "promote", "champion", "--force", "--reason", "again");
      CommandLineProcess back = run("models", "rollback", "--reason", "the trial is over");

      assertThat(forced.exitCode()).as(forced.progress()).isZero();
      assertThat(forced.json()).hasSize(1 + WORKERS);
      assertThat(forced.json().get(0).path("kind").asText()).isEqualTo("FORCED");
      assertThat(again.exitCode()).isEqualTo(1);
      assertThat(again.progress()).contains("is the champion");
      assertThat(back.exitCode()).as(back.progress()).isZero();
      assertThat(back.results()).startsWith("rolled back  " + before);
      assertThat(back.results().lines().filter(line -> line.contains("serves " + before)))
          .hasSize(WORKERS);
      assertThat(run("models", "history").results()).contains("the trial is over");
    }
  }

  private static LoadOutcome promoteInTurns(ModelShelf shelf, List<ModelId> models)
      throws Exception {
    try (ConstantLoad load =
        ConstantLoad.start(
            nevus.http(), new NumberedImages(640, 480, 70), IMAGES_PER_SECOND, Clock.systemUTC())) {
      for (int turn = 0; turn < PROMOTIONS; turn++) {
        long until = System.nanoTime() + BETWEEN.toNanos();
        shelf.decide().force(models.get(turn % models.size()), "tester", "turn " + turn);
        Awaitility.await().atMost(BETWEEN.multipliedBy(2)).until(() -> System.nanoTime() > until);
      }
      return LoadOutcome.await(load.stop(), nevus.endings(), NevusUnderTest.PATIENCE);
    }
  }

  private static ModelId addTwin(ModelShelf shelf, ModelId model) throws Exception {
    return addTwin(shelf, model, "a twin");
  }

  private static ModelId addTwin(ModelShelf shelf, ModelId model, String remark) throws Exception {
    byte[] twin = TwinModel.of(shelf.file(model), remark);
    BroughtModel said = new BroughtModel(Optional.of(remark), Optional.empty());
    return shelf.add(twin, ModelCheck.DEFAULT.check(twin), said).model();
  }

  /** Those that said that they serve the model, once all have. */
  private static Set<String> awaitWorkers(SwapWatch watch, ModelId model) {
    return Awaitility.await()
        .atMost(SWAP_WITHIN)
        .until(() -> watch.serving(model), workers -> workers.size() == WORKERS);
  }

  private static Set<String> workersThatSwapped() throws Exception {
    KafkaConfig kafka = KafkaConfig.plain(nevus.world().neighbours().bootstrap());
    try (LogListener log =
        new LogListener(kafka, Set.of(Topic.MODELS_PUBLISHED), Clock.systemUTC())) {
      log.awaitEnd(SWAP_WITHIN);
      return log.all().stream()
          .map(heard -> heard.delivery().event())
          .filter(ModelServed.class::isInstance)
          .map(ModelServed.class::cast)
          .filter(served -> served.number() > 1)
          .map(ModelServed::worker)
          .collect(Collectors.toSet());
    }
  }

  private static CommandLineProcess run(String... arguments) throws Exception {
    return NevusUnderTest.command(data, arguments);
  }
}
