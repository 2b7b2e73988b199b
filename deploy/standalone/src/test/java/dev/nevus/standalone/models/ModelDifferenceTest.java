package dev.nevus.standalone.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.model.BareModel;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.Precision;
import dev.nevus.model.QuantizedFile;
import dev.nevus.model.QuantizedFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelDifferenceTest {
  private final ModelManifest first = scored("one", 0.75);

  @Test
  void aModelDoesNotDifferFromItself() {
    assertThat(ModelDifference.between(first, first)).isEmpty();
  }

  @Test
  void tellsScoresWithTheirChangeAndOnlyWhatDiffers() {
    List<ModelDifference.Line> lines = ModelDifference.between(first, scored("other", 0.8125));

    assertThat(lines)
        .containsExactly(
            new ModelDifference.Line("bytes", "3", "5", "+2"),
            new ModelDifference.Line("test: mean Jaccard", "0.7500", "0.8125", "+0.0625"));
  }

  @Test
  void whatOnlyOneModelHasIsToldToo() {
    List<ModelDifference.Line> lines = ModelDifference.between(first, first.withScores(Map.of()));

    assertThat(lines).contains(new ModelDifference.Line("test: images", "100", "-", "")).hasSize(7);
  }

  @Test
  void tellsWhichFileServesAndHowTheSecondOneDoes() {
    QuantizedFile file = QuantizedFiles.of(new byte[] {8}, Precision.INT8, Optional.empty());

    List<ModelDifference.Line> lines = ModelDifference.between(first, first.withInt8(file));

    assertThat(lines)
        .contains(
            new ModelDifference.Line("serves", "f32", "int8", ""),
            new ModelDifference.Line("bytes in 8 bits", "-", "1", ""),
            new ModelDifference.Line("validation in 8 bits: images", "-", "20", ""))
        .hasSize(9);
  }

  private static ModelManifest scored(String text, double jaccard) {
    Evaluation score = new Evaluation(100, jaccard, 0.7, 0.8, 0.9, 0.9, 0.9);
    return BareModel.of(text).manifest().withScores(Map.of("test", score));
  }
}
