package dev.nevus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.segment.onnx.TinyOnnx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateRefusalsTest {
  private final Path folder;
  private final TypedEvaluation typed;

  EvaluateRefusalsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.typed = new TypedEvaluation(folder);
  }

  @Test
  void namesWhatIsMissing() throws Exception {
    Files.delete(folder.resolve("masks/drawn_03_segmentation.png"));

    assertThat(typed.evaluate("good.onnx")).isEqualTo(1);
    assertThat(complaint()).contains("images without a mask: 1 (drawn_03)");
    assertThat(typed.evaluate("no.onnx")).isEqualTo(1);
    assertThat(complaint()).contains("there is no model").contains("no.onnx");
    assertThat(typed.results()).isEmpty();
  }

  @Test
  void namesEveryMaskOfAnotherSize() throws Exception {
    for (String id : List.of("drawn_02", "drawn_09")) {
      Files.copy(
          folder.resolve("masks/drawn_00_segmentation.png"),
          folder.resolve("masks/" + id + ".png"));
      Files.delete(folder.resolve("masks/" + id + "_segmentation.png"));
    }

    assertThat(typed.evaluate("good.onnx")).isEqualTo(1);

    assertThat(complaint())
        .contains("2 of the pairs cannot be used")
        .contains("pair drawn_02: the image is 180x120, its mask 160x120")
        .contains("drawn_09");
    assertThat(typed.results()).isEmpty();
  }

  @Test
  void namesWhatIsNoModel() throws Exception {
    Files.writeString(folder.resolve("text.onnx"), "not a model");
    Files.write(
        folder.resolve("nan.onnx"), TinyOnnx.of(TypedEvaluation.INPUT).withNanWeights().bytes());

    for (String flips : List.of("1", "2")) {
      assertThat(typed.evaluate("text.onnx", "--flips", flips)).isEqualTo(1);
      assertThat(complaint()).contains("text.onnx is no model that can serve");
    }
    assertThat(typed.evaluate("good.onnx", "--compare", typed.path("text.onnx"))).isEqualTo(1);
    assertThat(complaint()).contains("text.onnx is no model that can serve");
    assertThat(typed.evaluate("nan.onnx")).isEqualTo(1);
    assertThat(complaint()).contains("not a number");
    assertThat(typed.results()).isEmpty();
  }

  @Test
  void whatIsNotUnderstoodIsTwo() {
    assertThat(typed.evaluate("good.onnx", "--flips", "3")).isEqualTo(2);
    assertThat(typed.progress()).contains("1, 2 or 4, not '3'");
    assertThat(typed.evaluate("good.onnx", "--threads", "0")).isEqualTo(2);
    assertThat(typed.evaluate("good.onnx", "--form", "fine")).isEqualTo(2);
    assertThat(typed.evaluate("good.onnx", "--precision", "int8")).isEqualTo(2);
    assertThat(typed.progress()).contains("good.onnx is a file");
    assertThat(typed.run("evaluate")).isEqualTo(2);
    assertThat(typed.run("fly")).isEqualTo(2);
  }

  @Test
  void refusesAnOutThatIsAFileBeforeItScores() throws Exception {
    assertThat(typed.evaluate("good.onnx", "--out", typed.path("manifest.csv"))).isEqualTo(1);

    assertThat(typed.progress()).contains("manifest.csv").doesNotContain("of 14 images");
  }

  /** One sentence and no stack trace. */
  private String complaint() {
    String said = typed.progress();
    assertThat(said).contains("nevus evaluate: ").doesNotContain("\tat ");
    return said;
  }
}
