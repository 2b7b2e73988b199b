package dev.nevus.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.TrainingRequested;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.training.TrainingEnd.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Trainings trainings = new Trainings(store);

  @Test
  void ofSeveralJobsOfOneNumberTheFirstIsKept() throws Exception {
    assertThat(trainings.last()).isEmpty();
    assertThat(trainings.begin(job(1, "first"))).isTrue();
    assertThat(trainings.begin(job(1, "second"))).isFalse();
    assertThat(trainings.begin(job(2, "third"))).isTrue();

    assertThat(trainings.all())
        .extracting(training -> training.job().trigger())
        .containsExactly("first", "third");
    assertThat(trainings.last().orElseThrow().job()).isEqualTo(job(2, "third"));
  }

  @Test
  void theStateIsReplacedAndTheFirstEndIsKept() throws Exception {
    trainings.begin(job(1, "first"));
    trainings.tell(state(1));
    trainings.tell(state(2));
    TrainingEnd end = end(Outcome.REFUSED);

    assertThat(trainings.end(end)).isEqualTo(end);
    assertThat(trainings.end(end(Outcome.PROMOTED))).isEqualTo(end);

    Training training = trainings.find(1).orElseThrow();
    assertThat(training.state()).contains(state(2));
    assertThat(training.end()).contains(end);
    assertThat(trainings.find(2)).isEmpty();
  }

  @Test
  void aDamagedStateOrRequestHoldsNothingElseUp() throws Exception {
    TrainingRequested request =
        new TrainingRequested("a-2", Optional.empty(), "ana", "pale lesions", NOW);
    trainings.begin(job(1, "first"));
    trainings.keep(request);
    store.put(Keys.training(1, "state.json"), new byte[] {'{'}, "application/json");
    store.put(Keys.trainingRequest("a-1"), new byte[] {'{'}, "application/json");

    assertThat(trainings.last().orElseThrow().state()).isEmpty();
    assertThat(trainings.openRequests()).containsExactly(request);
  }

  @Test
  void aRequestToldTwiceIsOne() throws Exception {
    TrainingRequested request =
        new TrainingRequested("a-1", Optional.empty(), "ana", "pale lesions", NOW);
    trainings.keep(request);
    trainings.keep(request);

    assertThat(trainings.openRequests()).containsExactly(request);
    trainings.serve("a-1", "training 1");
    trainings.keep(request);
    assertThat(trainings.openRequests()).isEmpty();
  }

  private static TrainingJob job(int number, String trigger) {
    return new TrainingJob(
        number, "ab".repeat(32), trigger, List.of(), Optional.empty(), Map.of("epochs", "3"), NOW);
  }

  private static TrainingState state(int epoch) {
    return new TrainingState(1, "training", epoch, 3, 0.5, 0.7, "trainer-1", NOW);
  }

  private static TrainingEnd end(Outcome outcome) {
    return new TrainingEnd(1, outcome, Optional.empty(), List.of("why"), NOW);
  }
}
