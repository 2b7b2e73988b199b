package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.event.MaskPredicted;
import dev.nevus.image.ImageId;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.worker.model.ShippedModel;
import dev.nevus.worker.model.TestModel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Models change while images flow: two processes, a real broker and a real store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowChampionIT {
  private static final Duration ROLL_BACK_WITHIN = Duration.ofSeconds(5);
  private static final Duration PROMOTE_EVERY = Duration.ofMillis(300);
  private static final int IMAGES = 150;
  private static final List<TestModel> MODELS =
      List.of(TestModel.sound(0.45), TestModel.sound(0.55), TestModel.sound(0.65));

  private final TwoWorkers workers;

  FollowChampionIT() throws Exception {
    workers = TwoWorkers.start("follow", Map.of());
  }

  @BeforeAll
  void publish() throws Exception {
    for (TestModel model : MODELS) {
      workers.publish(model);
    }
  }

  @AfterAll
  void stop() {
    workers.close();
  }

  @Test
  void eachImageHasOneResultOfTheModelThatItsMaskNamesThoughModelsChangeAllTheTime()
      throws Exception {
    Set<ImageId> sent = new HashSet<>();
    int promotions = 0;
    long promoteAt = System.nanoTime();
    for (int i = 0; i < IMAGES; i++) {
      if (System.nanoTime() >= promoteAt) {
        workers.decide(Kind.FORCED, MODELS.get(promotions % MODELS.size()).id());
        promotions++;
        promoteAt += PROMOTE_EVERY.toNanos();
      }
      sent.add(workers.send(1_000 + i).image());
    }

    Set<ModelId> used = new HashSet<>();
    try (WorkDoneAgain again = new WorkDoneAgain(workers.store, workers.registrar.registry())) {
      for (Set<MaskPredicted> told : workers.awaitResults(sent).values()) {
        assertThat(told).hasSize(1);
        MaskPredicted result = told.iterator().next();
        used.add(result.model());
        again.assertSame(result);
      }
    }
    System.out.printf(
        "%d images under %d promotions, by %d models, each with one result%n",
        sent.size(), promotions, used.size());
    assertThat(used).hasSizeGreaterThan(1);
  }

  @Test
  void aRollBackReachesAllWorkersWithinFiveSeconds() throws Exception {
    ModelId shipped = ShippedModel.load().manifest().model();
    for (ModelId model : List.of(MODELS.get(0).id(), shipped, MODELS.get(1).id(), shipped)) {
      Duration took = workers.untilServed(workers.decide(Kind.ROLLED_BACK, model));
      System.out.printf("all workers serve %s %d ms after the decision%n", model, took.toMillis());
      assertThat(took).isLessThan(ROLL_BACK_WITHIN);
    }

    for (ChildProcess worker : workers.processes) {
      assertThat(TwoWorkers.get(worker, "/metrics"))
          .contains("nevus_model_info{model=\"" + shipped + "\"")
          .doesNotContain("nevus_model_info{model=\"" + MODELS.get(1).id() + "\"");
    }
  }

  @Test
  void aBadChampionIsDeclinedByAllAndANewWorkerServesTheOneBefore() throws Exception {
    ModelId before = MODELS.get(1).id();
    workers.untilServed(workers.decide(Kind.FORCED, before));
    TestModel bad = TestModel.sound(0.5);
    workers.publish(bad);
    workers.store.put(Keys.model(bad.id()), new byte[] {1, 2, 3}, "application/octet-stream");

    Decision decision = workers.decide(Kind.FORCED, bad.id());

    workers.awaitDeclinedByAll(decision);
    try (ChildProcess late = WorkerProcess.start("follow-late", Map.of())) {
      workers.awaitDeclined(decision, "follow-late");
      assertThat(TwoWorkers.get(late, "/metrics"))
          .contains("nevus_model_info{model=\"" + before + "\"");
      assertThat(TwoWorkers.get(late, "/health/ready")).contains("\"model\":\"ok\"");
    }
  }
}
