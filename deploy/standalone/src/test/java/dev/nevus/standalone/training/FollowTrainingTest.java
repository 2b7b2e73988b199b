package dev.nevus.standalone.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingJob;
import dev.nevus.training.TrainingState;
import dev.nevus.training.Trainings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowTrainingTest {
  private static final Instant AT = Instant.parse("2026-11-23T01:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Trainings trainings = new Trainings(new InMemoryObjectStore());
  private final List<String> heard = new ArrayList<>();

  @Test
  void hearsEachEpochAndTheEndOfItsOwnTraining() throws Exception {
    begin(1, "another");
    begin(2, "mine");

    Optional<Training> end = new FollowTraining(trainings).await("mine", PATIENCE, listener(true));

    assertThat(heard).containsExactly("begun 2", "training 1", "training 2");
    assertThat(end.flatMap(Training::end))
        .map(TrainingEnd::outcome)
        .contains(TrainingEnd.Outcome.PROMOTED);
  }

  @Test
  void waitsNoLongerThanItMay() throws Exception {
    assertThat(new FollowTraining(trainings).await("mine", Duration.ZERO, listener(false)))
        .isEmpty();
  }

  /** Each thing that is heard brings the training a step further. */
  private FollowTraining.Listener listener(boolean goesOn) {
    return new FollowTraining.Listener() {
      @Override
      public void begun(Training training) {
        heard.add("begun " + training.job().number());
        step(1);
      }

      @Override
      public void moved(TrainingState state) {
        heard.add(state.stage() + " " + state.epoch());
        step(state.epoch() + 1);
      }

      private void step(int epoch) {
        if (!goesOn) {
          return;
        }
        try {
          if (epoch == 3) {
            trainings.end(
                new TrainingEnd(
                    2, TrainingEnd.Outcome.PROMOTED, Optional.empty(), List.of("good"), AT));
          } else {
            trainings.tell(new TrainingState(2, "training", epoch, 9, 0.1, 0.5, "t", AT));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private void begin(int number, String request) throws Exception {
    trainings.begin(
        new TrainingJob(
            number, "0".repeat(64), "asked for", List.of(request), Optional.empty(), Map.of(), AT));
  }
}
