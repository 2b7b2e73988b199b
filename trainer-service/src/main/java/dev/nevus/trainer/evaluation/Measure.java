package dev.nevus.trainer.evaluation;

import dev.nevus.mask.Overlap;
import java.util.List;

/**
 * What is measured of a predicted mask, each from 0 to 1; the formulas stand at {@link Overlap}.
 */
public enum Measure {
  JACCARD("Jaccard", "jaccard", "mean_jaccard"),
  THRESHOLDED_JACCARD("Jaccard, 0 below 0.65", "thresholded_jaccard", "thresholded_jaccard"),
  DICE("Dice", "dice", "mean_dice"),
  SENSITIVITY("sensitivity", "sensitivity", "mean_sensitivity"),
  SPECIFICITY("specificity", "specificity", "mean_specificity"),
  ACCURACY("pixel accuracy", "accuracy", "mean_accuracy");

  private final String title;
  private final String field;
  private final String meanField;

  Measure(String title, String field, String meanField) {
    this.title = title;
    this.field = field;
    this.meanField = meanField;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** Of one image, for programs. */
  public String field() {
    return field;
  }

  /** Of the mean over images, for programs. */
  public String meanField() {
    return meanField;
  }

  /** Of one image. */
  public double of(Overlap overlap) {
    return switch (this) {
      case JACCARD -> overlap.jaccard();
      case THRESHOLDED_JACCARD -> overlap.thresholdedJaccard();
      case DICE -> overlap.dice();
      case SENSITIVITY -> overlap.sensitivity();
      case SPECIFICITY -> overlap.specificity();
      case ACCURACY -> overlap.accuracy();
    };
  }

  /** Of each image, in order. */
  double[] ofEach(List<Overlap> overlaps) {
    return overlaps.stream().mapToDouble(this::of).toArray();
  }
}
