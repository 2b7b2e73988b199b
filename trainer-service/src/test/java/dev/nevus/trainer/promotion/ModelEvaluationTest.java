package dev.nevus.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelEvaluationTest {
  private static final Scored SCORED = Scored.of("model", 900, 700, 500);

  @Test
  void sumsUpForTheCertificate() {
    ModelEvaluation evaluation = SCORED.evaluation();

    assertThat(evaluation.scores().images()).isEqualTo(3);
    assertThat(evaluation.scores().meanJaccard()).isCloseTo(0.7, within(1e-12));
    assertThat(evaluation.scores().thresholdedJaccard()).isCloseTo(1.6 / 3, within(1e-12));
  }

  @Test
  void refusesWhatIsNoEvaluation() {
    List<ImageScore> twice = new ArrayList<>(SCORED.images());
    twice.add(twice.get(1));

    assertThatThrownBy(() -> SCORED.evaluation(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SCORED.evaluation(twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("image image-1 was scored twice");
    assertThatThrownBy(() -> SCORED.withMedian(Duration.ofMillis(-1)).evaluation())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SCORED.withParity(-1e-9).evaluation())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
