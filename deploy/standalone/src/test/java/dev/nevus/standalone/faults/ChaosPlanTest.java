package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChaosPlanTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void oneSeedIsOnePlan() {
    assertThat(ChaosPlan.of(7, 2, HOUR)).isEqualTo(ChaosPlan.of(7, 2, HOUR));
    assertThat(ChaosPlan.of(7, 2, HOUR)).isNotEqualTo(ChaosPlan.of(8, 2, HOUR));
  }

  @Test
  void aShorterPlanIsTheBeginningOfALongerOne() {
    ChaosPlan minute = ChaosPlan.of(7, 2, Duration.ofMinutes(1));

    assertThat(ChaosPlan.of(7, 2, HOUR).steps())
        .startsWith(minute.steps().toArray(ChaosPlan.Step[]::new));
  }

  @Test
  void allStepsEndInTimeAndEveryKindOfFaultComes() {
    ChaosPlan plan = ChaosPlan.of(7, 2, HOUR);

    Duration sum =
        plan.steps().stream()
            .map(step -> step.quiet().plus(step.lasts()))
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(sum).isBetween(HOUR.minusSeconds(10), HOUR);
    assertThat(plan.steps().stream().map(step -> step.act().getClass()).distinct()).hasSize(8);
  }
}
