package dev.nevus.trainer.evaluation;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.mask.Overlap;
import dev.nevus.model.Evaluation;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import dev.nevus.trainer.dataset.LabelledImage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Scores a segmenter as task 1 of the ISIC challenge does: each image by itself, its mask at its
 * original resolution, then the mean over images. Pooling the pixels of all images would flatter.
 */
public final class IsicScoring {
  private final Segmenter segmenter;
  private final MaskForm form;
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  /** The segmenter stays the caller's. */
  public IsicScoring(Segmenter segmenter, MaskForm form) {
    this.segmenter = segmenter;
    this.form = form;
  }

  /**
   * Scores image by image, in the order given.
   *
   * @throws IOException naming the pair that cannot be read, or whose mask has not its image's size
   */
  public List<ScoredImage> score(List<LabelledImage> images)
      throws IOException, SegmentationException {
    List<ScoredImage> scores = new ArrayList<>(images.size());
    for (LabelledImage image : images) {
      scores.add(new ScoredImage(image.id(), overlap(image)));
    }
    return scores;
  }

  /** The means. */
  public static Evaluation summary(List<ScoredImage> scores) {
    return new Evaluation(
        scores.size(),
        mean(scores, Overlap::jaccard),
        mean(scores, Overlap::thresholdedJaccard),
        mean(scores, Overlap::dice),
        mean(scores, Overlap::sensitivity),
        mean(scores, Overlap::specificity),
        mean(scores, Overlap::accuracy));
  }

  private Overlap overlap(LabelledImage labelled) throws IOException, SegmentationException {
    try (LesionImage image = decoder.decode(Files.readAllBytes(labelled.image()));
        Mask truth = MaskPng.decode(Files.readAllBytes(labelled.mask()), ImageLimits.DEFAULT);
        Mask predicted = form.of(segmenter.segment(image), image.width(), image.height())) {
      return Overlap.of(predicted, truth);
    } catch (RefusedException | IllegalArgumentException e) {
      throw new IOException("pair %s: %s".formatted(labelled.id(), e.getMessage()), e);
    }
  }

  private static double mean(List<ScoredImage> scores, ToDoubleFunction<Overlap> measure) {
    return scores.stream().map(ScoredImage::overlap).mapToDouble(measure).average().orElse(0);
  }
}
