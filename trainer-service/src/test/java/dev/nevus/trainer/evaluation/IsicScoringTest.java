package dev.nevus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Overlap;
import dev.nevus.model.Evaluation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class IsicScoringTest {
  @Test
  void averagesImagesNotPixels() {
    ScoredImage small = scored("small", new Overlap(1, 1, 0, 98));
    ScoredImage large = scored("large", new Overlap(900, 0, 100, 9000));

    Evaluation summary = IsicScoring.summary(List.of(small, large));

    assertThat(summary.images()).isEqualTo(2);
    assertThat(summary.meanJaccard()).isCloseTo((0.5 + 0.9) / 2, within(1e-12));
  }

  @Test
  void countsAnImageBelowTheThresholdAsFailed() {
    ScoredImage failed = scored("failed", new Overlap(64, 0, 36, 0));
    ScoredImage passed = scored("passed", new Overlap(66, 0, 34, 0));

    Evaluation summary = IsicScoring.summary(List.of(failed, passed));

    assertThat(summary.thresholdedJaccard()).isCloseTo(0.33, within(1e-12));
  }

  private static ScoredImage scored(String id, Overlap overlap) {
    Path nowhere = Path.of(id);
    return new ScoredImage(new LabelledImage(id, nowhere, nowhere, id), overlap);
  }
}
