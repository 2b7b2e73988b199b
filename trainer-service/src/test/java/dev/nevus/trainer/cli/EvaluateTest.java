package dev.nevus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.label.folder.ImageFolders;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.ReferenceSegmenter;
import dev.nevus.trainer.evaluation.IsicScoring;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateTest {
  private final Path folder;
  private final TypedEvaluation typed;

  EvaluateTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.typed = new TypedEvaluation(folder);
  }

  @Test
  void jsonHoldsWhatTheReferenceScores() throws Exception {
    double truth =
        IsicScoring.summary(
                new IsicScoring(new ReferenceSegmenter(TypedEvaluation.INPUT), MaskForm.ISIC)
                    .score(ImageFolders.pair(folder.resolve("images"), folder.resolve("masks"))))
            .meanJaccard();

    assertThat(typed.evaluate("good.onnx", "--json")).isZero();

    assertThat(typed.results().lines()).hasSize(1);
    JsonNode json = typed.json();
    assertThat(json.path("images").asInt()).isEqualTo(TypedEvaluation.IMAGES);
    assertThat(json.path("mean_jaccard").asDouble()).isCloseTo(truth, within(1e-6)).isPositive();
    for (String field :
        List.of(
            "mean_jaccard",
            "thresholded_jaccard",
            "mean_dice",
            "mean_sensitivity",
            "mean_specificity",
            "mean_accuracy")) {
      JsonNode interval = json.path(field + "_interval");
      assertThat(interval).as(field).hasSize(2);
      assertThat(json.path(field).asDouble())
          .as(field)
          .isBetween(interval.path(0).asDouble(), interval.path(1).asDouble());
    }
    assertThat(json.has("compare")).isFalse();
    assertThat(typed.progress().lines()).last().isEqualTo("14 of 14 images");
  }

  @Test
  void everyTraitCoversAllImages() throws Exception {
    typed.evaluate("good.onnx", "--json");

    Map<String, Integer> imagesOfTrait =
        StreamSupport.stream(typed.json().path("slices").spliterator(), false)
            .collect(
                Collectors.toMap(
                    slice -> slice.path("trait").asText(),
                    slice -> slice.path("images").asInt(),
                    Integer::sum));
    assertThat(imagesOfTrait)
        .containsOnlyKeys(
            "lesion size", "contrast", "dark frame", "hair", "at the border", "image quality")
        .allSatisfy(
            (trait, images) -> assertThat(images).as(trait).isEqualTo(TypedEvaluation.IMAGES));
  }

  @Test
  void threadsChangeNothing() throws Exception {
    typed.evaluate("good.onnx", "--json", "--threads", "1");
    JsonNode alone = typed.json();

    typed.evaluate("good.onnx", "--json", "--threads", "5");

    assertThat(typed.json()).isEqualTo(alone);
  }

  @Test
  void comparesSecondLessFirst() throws Exception {
    assertThat(typed.evaluate("blind.onnx", "--json", "--compare", typed.path("good.onnx")))
        .isZero();

    JsonNode json = typed.json();
    assertThat(json.path("mean_jaccard").asDouble()).isZero();
    assertThat(json.path("mean_specificity").asDouble()).isEqualTo(1);
    JsonNode compare = json.path("compare");
    assertThat(compare.path("mean_jaccard_difference").asDouble())
        .isEqualTo(compare.path("mean_jaccard").asDouble())
        .isGreaterThan(0.5);
    assertThat(compare.path("mean_jaccard_difference_interval").path(0).asDouble()).isPositive();
    assertThat(compare.path("better").asInt()).isEqualTo(TypedEvaluation.IMAGES);
    assertThat(compare.path("worse").asInt()).isZero();
  }

  @Test
  void writesItsFiles() throws Exception {
    Path out = folder.resolve("new/out");

    assertThat(
            typed.evaluate(
                "good.onnx", "--out", out.toString(), "--compare", typed.path("blind.onnx")))
        .isZero();

    List<String> csv = Files.readAllLines(out.resolve("images.csv"));
    assertThat(csv).hasSize(1 + TypedEvaluation.IMAGES);
    assertThat(csv.get(0)).startsWith("id,jaccard,").contains("image_quality,compared_jaccard,");
    assertThat(csv.get(1)).startsWith("drawn_00,").contains(",soft,0.000000,");
    JsonNode json = new ObjectMapper().readTree(out.resolve("evaluation.json").toFile());
    assertThat(json.path("images").asInt()).isEqualTo(TypedEvaluation.IMAGES);
    assertThat(json.path("compare").path("worse").asInt()).isEqualTo(TypedEvaluation.IMAGES);
    BufferedImage worst = ImageIO.read(out.resolve("worst.png").toFile());
    assertThat(worst.getWidth()).isGreaterThan(4 * 320);
    assertThat(worst.getHeight()).isBetween(3 * 264, 4 * 264);
    assertThat(typed.results())
        .contains("Jaccard, 0 below 0.65", "lesion size", "image quality  sharp", "worse on 14");
  }

  @Test
  void averagesOverMirrorImages() throws Exception {
    typed.evaluate("good.onnx", "--json");
    double plain = typed.json().path("mean_jaccard").asDouble();

    assertThat(typed.evaluate("good.onnx", "--json", "--flips", "4")).isZero();

    // Darkness is the same in a mirror, but for rounding.
    assertThat(typed.json().path("flips").asInt()).isEqualTo(4);
    assertThat(typed.json().path("mean_jaccard").asDouble()).isCloseTo(plain, within(0.01));
  }

  @Test
  void takesTheFolderOfARun() throws Exception {
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.copy(folder.resolve("good.onnx"), run.resolve("model.onnx"));

    assertThat(typed.evaluate("run", "--form", "raw", "--json")).isZero();

    assertThat(typed.json().path("model").asText()).endsWith("run/model.onnx");
    assertThat(typed.json().path("form").asText()).isEqualTo("raw");
  }
}
