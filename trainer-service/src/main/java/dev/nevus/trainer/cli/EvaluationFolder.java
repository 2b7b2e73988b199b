package dev.nevus.trainer.cli;

import dev.nevus.segment.SegmentationException;
import dev.nevus.trainer.evaluation.EvaluatedImage;
import dev.nevus.trainer.evaluation.ImagesCsv;
import dev.nevus.trainer.evaluation.IsicScoring;
import dev.nevus.trainer.evaluation.ScoreSheets;
import dev.nevus.trainer.evaluation.ScoredImage;
import dev.nevus.trainer.training.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where an evaluation leaves its files, each replaced whole. */
final class EvaluationFolder {
  private final Path folder;

  private EvaluationFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder if it is missing.
   *
   * @throws IOException if it cannot be made, or is a file
   */
  static EvaluationFolder at(Path folder) throws IOException {
    try {
      return new EvaluationFolder(Files.createDirectories(folder));
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be made a folder: choose another --out".formatted(folder), e);
    }
  }

  /** {@code images.csv}, {@code worst.png} and, last, {@code evaluation.json}. */
  void write(List<EvaluatedImage> images, IsicScoring scoring, Evaluated evaluated)
      throws IOException, SegmentationException {
    WholeFile.replace(
        folder.resolve("images.csv"), ImagesCsv.of(images).getBytes(StandardCharsets.UTF_8));
    List<ScoredImage> scored = images.stream().map(EvaluatedImage::scored).toList();
    WholeFile.replace(folder.resolve("worst.png"), new ScoreSheets(scored, scoring).worst());
    String json = evaluated.tree().toPrettyString() + System.lineSeparator();
    WholeFile.replace(folder.resolve("evaluation.json"), json.getBytes(StandardCharsets.UTF_8));
  }
}
