package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.TrainingProgressed;
import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.RunFolder;
import dev.nevus.trainer.training.StepReport;
import dev.nevus.trainer.training.ValidationScore;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.training.TrainingJob;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TellProgressTest {
  private static final Duration LIMIT = Duration.ofHours(4);

  private final Ward ward;
  private final RunFolder folder;
  private final StoredRun stored;

  TellProgressTest(@TempDir Path place) throws Exception {
    ward = new Ward(place);
    folder = new RunFolder(place.resolve("run"), FlipAveraging.NONE);
    stored = new StoredRun(ward.store, 1);
    Files.write(folder.checkpoint(), new byte[] {1});
    Files.write(folder.best(), new byte[] {2});
    ward.desk()
        .trainings()
        .begin(
            new TrainingJob(
                1,
                "ab".repeat(32),
                "t",
                List.of(),
                Optional.empty(),
                Map.of(),
                ward.clock.instant()));
  }

  @Test
  void anEpochIsKeptWrittenDownAndTold() throws Exception {
    progress(Duration.ZERO).epoch(epoch(3), List.of());

    assertThat(stored.epoch()).isEqualTo(3);
    assertThat(ward.desk().trainings().find(1).orElseThrow().state().orElseThrow().epoch())
        .isEqualTo(3);
    assertThat(ward.told(TrainingProgressed.class))
        .extracting(TrainingProgressed::epoch)
        .containsExactly(3);
  }

  @Test
  void afterItsTimeATrainingEnds() throws Exception {
    TellProgress progress = progress(Duration.ZERO);
    ward.clock.pass(LIMIT);
    progress.step(step());

    ward.clock.pass(Duration.ofSeconds(1));

    assertThatThrownBy(() -> progress.step(step())).isInstanceOf(TellProgress.TimeIsUp.class);
  }

  @Test
  void theTimeOfAllProcessesCountsTogetherAndThatBetweenThemDoesNot() throws Exception {
    TellProgress first = progress(Duration.ZERO);
    ward.clock.pass(Duration.ofHours(3));
    first.epoch(epoch(1), List.of());
    ward.clock.pass(Duration.ofDays(2));

    Duration before = stored.restore(folder).learned();
    TellProgress second = progress(before);
    ward.clock.pass(Duration.ofHours(1));
    second.step(step());
    ward.clock.pass(Duration.ofMinutes(1));

    assertThat(before).isEqualTo(Duration.ofHours(3));
    assertThatThrownBy(() -> second.step(step())).isInstanceOf(TellProgress.TimeIsUp.class);
  }

  @Test
  void loadingImagesIsNotLearning() throws Exception {
    TellProgress progress = progress(Duration.ZERO);
    ward.clock.pass(LIMIT.plusHours(1));

    progress.started(0);

    assertThatCode(() -> progress.step(step())).doesNotThrowAnyException();
  }

  @Test
  void aStoreThatIsAwayForAMomentCostsNothing() throws Exception {
    ward.store.failNext(2);

    progress(Duration.ZERO).epoch(epoch(1), List.of());

    assertThat(stored.epoch()).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheWaitAndStaysVisible() {
    TellProgress progress = progress(Duration.ZERO);
    ward.store.goAway();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> progress.epoch(epoch(1), List.of()))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private TellProgress progress(Duration learned) {
    return new TellProgress(ward.desk(), 1, new TellProgress.Place(folder, stored), LIMIT, learned);
  }

  private static StepReport step() {
    return new StepReport(1, 10, 1, 10, 8, 0.5);
  }

  private static EpochReport epoch(int number) {
    return new EpochReport(
        number,
        10,
        80,
        0.5,
        new ValidationScore(0.4, 0.7, 0.9),
        1e-3,
        Duration.ofMinutes(1),
        0,
        true);
  }
}
