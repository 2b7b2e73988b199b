package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.trainer.unet.UNetShape;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainArgumentsTest {
  @Test
  void needsOnlyTheFolders() {
    TrainArguments arguments =
        TrainArguments.parse(List.of("--images", "i", "--masks", "m", "--out", "o"));

    assertThat(arguments.images()).isEqualTo(Path.of("i"));
    assertThat(arguments.plan()).isEqualTo(new TrainingPlan(UNetShape.NOTEBOOK, 6, 7, 16, 123));
    assertThat(arguments.resume()).isFalse();
    assertThat(arguments.testImages()).isEmpty();
  }

  @Test
  void reportsEveryProblemAtOnce() {
    assertThatThrownBy(
            () -> TrainArguments.parse(List.of("--colour", "--images", "i", "--test-images")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown argument --colour")
        .hasMessageContaining("--test-images needs a value")
        .hasMessageContaining("--masks is missing; --out is missing")
        .hasMessageContaining("usage:");
  }
}
