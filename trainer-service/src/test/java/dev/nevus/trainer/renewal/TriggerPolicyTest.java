package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.TrainingRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriggerPolicyTest {
  private static final Duration WEEK = Duration.ofDays(7);

  private final TriggerPolicy policy = new TriggerPolicy(50, WEEK, 10);

  @Test
  void enoughNewLabelsBeginATrainingAtAnyTime() {
    assertThat(reason(49, Duration.ZERO)).isEmpty();
    assertThat(reason(50, Duration.ZERO)).contains("50 new labels");
  }

  @Test
  void afterAWhileFewerAreEnough() {
    assertThat(reason(10, WEEK.minusSeconds(1))).isEmpty();
    assertThat(reason(9, WEEK)).isEmpty();
    assertThat(reason(10, WEEK)).contains("10 new labels in 168 hours");
    assertThat(reason(0, WEEK.multipliedBy(100))).isEmpty();
  }

  @Test
  void somebodyMayAskForOneWithoutAnyLabel() {
    assertThat(policy.reason(0, Duration.ZERO, List.of(request("pale lesions"))))
        .contains("asked for by ana: pale lesions");
  }

  @Test
  void whateverSomebodyWritesIsToldInOneLine() {
    assertThat(policy.reason(0, Duration.ZERO, List.of(request("pale\r\n\tlesions\u0000"))))
        .contains("asked for by ana: pale lesions");
  }

  @Test
  void countsFromOne() {
    assertThatThrownBy(() -> new TriggerPolicy(0, WEEK, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TriggerPolicy(1, WEEK, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Optional<String> reason(int fresh, Duration since) {
    return policy.reason(fresh, since, List.of());
  }

  private static TrainingRequested request(String reason) {
    return new TrainingRequested("a-1", Optional.empty(), "ana", reason, Instant.EPOCH);
  }
}
