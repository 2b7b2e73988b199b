package dev.nevus.trainer.evaluation;

import dev.nevus.image.LesionImage;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Mask;
import dev.nevus.mask.Overlap;
import dev.nevus.model.Evaluation;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import dev.nevus.trainer.dataset.LabelledPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores a segmenter as task 1 of the ISIC challenge does: each image by itself, its mask at its
 * original resolution, then the mean over images. Pooling the pixels of all images would flatter.
 * Safe for many threads.
 */
public final class IsicScoring {
  private final Segmenter segmenter;
  private final MaskForm form;

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
      scores.add(new ScoredImage(image, score(image)));
    }
    return scores;
  }

  /**
   * Reads a pair as serving would for this segmenter; the caller closes it.
   *
   * @throws IOException naming the pair that cannot be read, or whose mask has not its image's size
   */
  public LabelledPair read(LabelledImage image) throws IOException {
    return LabelledPair.read(image, segmenter.input().least());
  }

  /** Whether both see the same pixels of an image. */
  boolean readsAs(IsicScoring other) {
    return segmenter.input().least().equals(other.segmenter.input().least());
  }

  /** Reads and scores one image. */
  Overlap score(LabelledImage image) throws IOException, SegmentationException {
    try (LabelledPair pair = read(image)) {
      return score(pair);
    }
  }

  /** Scores one image, which stays the caller's. */
  public Overlap score(LabelledPair pair) throws SegmentationException {
    try (Mask predicted = predict(pair.image())) {
      return Overlap.of(predicted, pair.mask());
    }
  }

  /** The mask that is scored, at the image's size; the caller closes it. */
  public Mask predict(LesionImage image) throws SegmentationException {
    return form.of(segmenter.segment(image), image.width(), image.height());
  }

  /** The means. */
  public static Evaluation summary(List<ScoredImage> scores) {
    return means(scores.stream().map(ScoredImage::overlap).toList());
  }

  /**
   * The means.
   *
   * @param overlaps one for each image
   */
  public static Evaluation means(List<Overlap> overlaps) {
    return new Evaluation(
        overlaps.size(),
        mean(overlaps, Measure.JACCARD),
        mean(overlaps, Measure.THRESHOLDED_JACCARD),
        mean(overlaps, Measure.DICE),
        mean(overlaps, Measure.SENSITIVITY),
        mean(overlaps, Measure.SPECIFICITY),
        mean(overlaps, Measure.ACCURACY));
  }

  private static double mean(List<Overlap> overlaps, Measure measure) {
    return overlaps.stream().mapToDouble(measure::of).average().orElse(0);
  }
}
