package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.Correlation;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.image.ImageId;
import dev.nevus.model.Decision.Kind;
import dev.nevus.store.Keys;
import dev.nevus.worker.model.TestModel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Requests and shadows: two processes, a real broker and a real store. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BesideLiveWorkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TestModel CHAMPION = TestModel.sound(0.42);
  private static final TestModel OTHER = TestModel.sound(0.62);
  private static final TestModel CANDIDATE = TestModel.sound(0.72);
  private static final int FIRST_SHADOW = 5_000;
  private static final int LAST_SHADOW = 5_200;

  private final TwoWorkers workers;

  BesideLiveWorkIT() throws Exception {
    workers = TwoWorkers.start("beside", Map.of("NEVUS_SHADOW_SHARE", "1"));
  }

  @BeforeAll
  void serve() throws Exception {
    workers.publish(CHAMPION);
    workers.publish(OTHER);
    workers.publish(CANDIDATE);
    workers.untilServed(workers.decide(Kind.FORCED, CHAMPION.id()));
  }

  @AfterAll
  void stop() {
    workers.close();
  }

  @Test
  void aRequestNamesItsModelAndIsToldAgainWhenRepeated() throws Exception {
    ImageStored image = workers.send(1);
    workers.awaitMask(image.image(), CHAMPION.id());

    request(image);
    workers.awaitMask(image.image(), OTHER.id());
    request(image);

    await().atMost(PATIENCE).until(() -> workers.told(image.image()).size() == 3);
    assertThat(workers.told(image.image()))
        .element(2)
        .isEqualTo(workers.told(image.image()).get(1));
  }

  @Test
  void theCandidatesMasksAreStoredAndNeverAnnounced() throws Exception {
    workers.decide(Kind.NOMINATED, CANDIDATE.id());

    // The candidate may be opened only after the first images are done.
    boolean isStored = false;
    for (int seed = FIRST_SHADOW; seed < LAST_SHADOW && !isStored; seed++) {
      ImageId image = workers.send(seed).image();
      workers.awaitMask(image, CHAMPION.id());
      isStored = workers.store.size(Keys.result(CANDIDATE.id(), image)).isPresent();
    }

    assertThat(isStored).isTrue();
    assertThat(workers.tail.seen(MaskPredicted.class))
        .noneMatch(told -> told.model().equals(CANDIDATE.id()));
  }

  private void request(ImageStored image) throws Exception {
    workers.log.publish(StoredImages.request(image, Optional.of(OTHER.id())), Correlation.NONE);
  }
}
