package dev.nevus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Overlap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {
  private static final ImageTraits PLAIN =
      new ImageTraits(0.1, OptionalDouble.of(20), false, 0, false, Optional.empty());

  private final List<EvaluatedImage> images = new ArrayList<>();

  @Test
  void cutsByEveryTraitAndLeavesEmptySlicesOut() {
    add(0.9, new ImageTraits(0.04, OptionalDouble.of(9), true, 0.01, true, Optional.of("soft")));
    add(0.5, new ImageTraits(0.05, OptionalDouble.of(10), false, 0.02, false, Optional.of("soft")));
    add(0.7, new ImageTraits(0.31, OptionalDouble.empty(), false, 0.06, false, Optional.empty()));

    assertThat(report().slices())
        .extracting(Slice::trait, Slice::name, Slice::images, slice -> slice.jaccard().value())
        .containsExactly(
            tuple("lesion size", "below 5 %", 1, 0.9),
            tuple("lesion size", "5 to 30 %", 1, 0.5),
            tuple("lesion size", "above 30 %", 1, 0.7),
            tuple("contrast", "below 10 L*", 1, 0.9),
            tuple("contrast", "10 to 25 L*", 1, 0.5),
            tuple("dark frame", "yes", 1, 0.9),
            tuple("dark frame", "no", 2, 0.6),
            tuple("hair", "none (below 2 %)", 1, 0.9),
            tuple("hair", "some (2 to 5 %)", 1, 0.5),
            tuple("hair", "much (above 5 %)", 1, 0.7),
            tuple("at the border", "yes", 1, 0.9),
            tuple("at the border", "no", 2, 0.6),
            tuple("image quality", "soft", 2, 0.7));
  }

  @Test
  void aSliceKeepsTheThreshold() {
    add(0.9, PLAIN);
    add(0.6, PLAIN);

    Slice slice = report().slices().get(0);

    assertThat(slice.thresholdedJaccard().value()).isCloseTo(0.45, within(1e-12));
    assertThat(slice.jaccard().interval()).isEqualTo(new Interval(0.6, 0.9));
  }

  @Test
  void comparesSecondLessFirstImageByImage() {
    Comparison comparison =
        Comparison.of(
            List.of(overlap(0.6), overlap(0.7), overlap(0.8), overlap(0.9)),
            List.of(overlap(0.7), overlap(0.8), overlap(0.9), overlap(0.9)),
            Bootstrap.STANDARD);

    assertThat(comparison.jaccardDifference().value()).isCloseTo(0.075, within(1e-12));
    assertThat(comparison.jaccardDifference().interval().low()).isGreaterThan(0);
    // The first image comes over the threshold: 0.7 less 0.
    assertThat(comparison.thresholdedDifference().value()).isCloseTo(0.9 / 4, within(1e-12));
    assertThat(comparison.jaccard().value()).isCloseTo(0.825, within(1e-12));
    assertThat(comparison)
        .extracting(Comparison::better, Comparison::worse, Comparison::equal)
        .containsExactly(3, 0, 1);
  }

  @Test
  void aConstantGainIsCertainHoweverTheImagesDiffer() {
    Comparison comparison =
        Comparison.of(
            List.of(overlap(0.1), overlap(0.9)),
            List.of(overlap(0.05), overlap(0.85)),
            Bootstrap.STANDARD);

    Interval interval = comparison.jaccardDifference().interval();
    assertThat(interval.low()).isCloseTo(-0.05, within(1e-9));
    assertThat(interval.high()).isCloseTo(-0.05, within(1e-9));
    assertThat(comparison.worse()).isEqualTo(2);
  }

  private EvaluationReport report() {
    return EvaluationReport.of(images, Bootstrap.STANDARD);
  }

  private void add(double jaccard, ImageTraits traits) {
    String id = "image-" + images.size();
    LabelledImage files = new LabelledImage(id, Path.of(id), Path.of(id), id);
    images.add(new EvaluatedImage(files, overlap(jaccard), Optional.empty(), traits));
  }

  private static Overlap overlap(double jaccard) {
    long both = Math.round(1000 * jaccard);
    return new Overlap(both, 1000 - both, 0, 9000);
  }
}
