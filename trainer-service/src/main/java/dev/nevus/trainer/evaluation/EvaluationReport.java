package dev.nevus.trainer.evaluation;

import dev.nevus.mask.Overlap;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good a model is, how sure that is, and where it fails.
 *
 * @param images how many were scored
 * @param scores the mean of every measure
 * @param slices the images by their traits
 * @param comparison with a second model, if there is one
 */
public record EvaluationReport(
    int images,
    Map<Measure, Estimate> scores,
    List<Slice> slices,
    Optional<Comparison> comparison) {

  /** Copies. */
  public EvaluationReport {
    scores = Collections.unmodifiableMap(new EnumMap<>(scores));
    slices = List.copyOf(slices);
  }

  /**
   * Sums up.
   *
   * @param images at least one; either all or none of them scored by a second model
   */
  public static EvaluationReport of(List<EvaluatedImage> images, Bootstrap bootstrap) {
    List<Overlap> overlaps = images.stream().map(EvaluatedImage::overlap).toList();
    Map<Measure, Estimate> scores = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      scores.put(measure, bootstrap.mean(measure.ofEach(overlaps)));
    }
    boolean isCompared = images.get(0).compared().isPresent();
    return new EvaluationReport(
        images.size(),
        scores,
        Slices.of(images, bootstrap),
        isCompared ? Optional.of(Comparison.of(images, bootstrap)) : Optional.empty());
  }
}
