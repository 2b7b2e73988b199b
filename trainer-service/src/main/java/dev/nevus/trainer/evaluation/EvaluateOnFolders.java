package dev.nevus.trainer.evaluation;

import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.trainer.CommandLine;
import dev.nevus.trainer.dataset.ImageFolders;
import dev.nevus.trainer.dataset.LabelledImage;
import dev.nevus.trainer.dataset.UnpairedFilesException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Scores a model file on a folder of images and a folder of masks. The summary goes to stdout; with
 * {@code --each} a line {@code id,jaccard} for every image goes before it.
 */
public final class EvaluateOnFolders {
  private static final CommandLine.Syntax SYNTAX =
      new CommandLine.Syntax(
          Set.of("--model", "--images", "--masks"),
          Set.of(),
          Set.of("--each", "--raw"),
          "--model FILE --images DIR --masks DIR [--each] [--raw: no largest component, no holes"
              + " filled]");
  private static final MaskForm RAW = new MaskForm(MaskForm.ISIC.threshold(), false, false);

  private EvaluateOnFolders() {}

  /** Exit code 0, or 1 if the model or a pair cannot be read. */
  public static void main(String[] args)
      throws IOException, UnpairedFilesException, SegmentationException, BadModelException {
    CommandLine line = CommandLine.parse(List.of(args), SYNTAX);
    List<LabelledImage> images =
        ImageFolders.pair(Path.of(line.text("--images", "")), Path.of(line.text("--masks", "")));
    byte[] model = Files.readAllBytes(Path.of(line.text("--model", "")));
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(model)) {
      MaskForm form = line.has("--raw") ? RAW : MaskForm.ISIC;
      List<ScoredImage> scores = new IsicScoring(segmenter, form).score(images);
      if (line.has("--each")) {
        scores.forEach(
            score ->
                System.out.printf(Locale.ROOT, "%s,%.4f%n", score.id(), score.overlap().jaccard()));
      }
      System.out.println(IsicScoring.summary(scores));
    }
  }
}
