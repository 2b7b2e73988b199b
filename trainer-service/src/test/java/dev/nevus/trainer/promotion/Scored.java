package dev.nevus.trainer.promotion;

import dev.nevus.mask.Overlap;
import dev.nevus.model.ModelId;
import dev.nevus.trainer.evaluation.ImageTraits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Evaluations as a test wants them: 10 ms an image, the golden image right, no trained net to
 * compare, every true mask of 1,000 pixels.
 *
 * @param thousandths the Jaccard index of each image
 * @param hairy so many images from the first on have much hair, the others none
 */
record Scored(
    String name,
    List<Integer> thousandths,
    int hairy,
    Duration median,
    boolean goldenImageIsRight,
    OptionalDouble parity) {
  private static final int TRUTH = 1000;

  static Scored of(String name, Integer... thousandths) {
    return new Scored(
        name, Arrays.asList(thousandths), 0, Duration.ofMillis(10), true, OptionalDouble.empty());
  }

  /** So many images with one score, then so many with another. */
  static Scored of(String name, int images, int score, int otherImages, int otherScore) {
    List<Integer> scores = new ArrayList<>();
    for (int i = 0; i < images + otherImages; i++) {
      scores.add(i < images ? score : otherScore);
    }
    return of(name, scores.toArray(Integer[]::new));
  }

  static Scored of(String name, int images, int score) {
    return of(name, images, score, 0, 0);
  }

  Scored with(int image, int score) {
    List<Integer> scores = new ArrayList<>(thousandths);
    scores.set(image, score);
    return new Scored(name, scores, hairy, median, goldenImageIsRight, parity);
  }

  Scored withHair(int images) {
    return new Scored(name, thousandths, images, median, goldenImageIsRight, parity);
  }

  Scored withMedian(Duration other) {
    return new Scored(name, thousandths, hairy, other, goldenImageIsRight, parity);
  }

  Scored withWrongGoldenImage() {
    return new Scored(name, thousandths, hairy, median, false, parity);
  }

  Scored withParity(double other) {
    return new Scored(
        name, thousandths, hairy, median, goldenImageIsRight, OptionalDouble.of(other));
  }

  ModelEvaluation evaluation() {
    return evaluation(images());
  }

  ModelEvaluation evaluation(List<ImageScore> images) {
    ModelId model = ModelId.of(Instant.EPOCH, name.getBytes(StandardCharsets.UTF_8));
    return new ModelEvaluation(model, images, median, goldenImageIsRight, parity);
  }

  List<ImageScore> images() {
    List<ImageScore> images = new ArrayList<>();
    for (int i = 0; i < thousandths.size(); i++) {
      int found = thousandths.get(i);
      Overlap overlap = new Overlap(found, 0, TRUTH - found, 9 * TRUTH);
      double hair = i < hairy ? 0.1 : 0;
      ImageTraits traits =
          new ImageTraits(0.1, OptionalDouble.of(20), false, hair, false, Optional.empty());
      images.add(new ImageScore("image-" + i, overlap, traits));
    }
    return images;
  }
}
