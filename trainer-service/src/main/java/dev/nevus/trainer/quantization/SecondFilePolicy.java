package dev.nevus.trainer.quantization;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.model.Precision;
import dev.nevus.model.QuantizedFile.Comparison;
import dev.nevus.model.QuantizedFile.Serving;
import dev.nevus.settings.Settings;
import dev.nevus.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a second file, in 8 bits, is fitted to, and what it must be worth to serve.
 *
 * @param images of the training set that it is fitted to at the most; 0: no second file is made
 * @param seed of their choice
 * @param mostLoss points of thresholded Jaccard on the validation images, 0 to 1, that it may lose
 * @param leastTimes how many times as fast as the first file it must be
 */
public record SecondFilePolicy(int images, long seed, double mostLoss, double leastTimes) {
  /** Fitted to 200 images; serves if it loses 0.003 at the most and is 1.2 times as fast. */
  public static final SecondFilePolicy DEFAULT = new SecondFilePolicy(200, 123, 0.003, 1.2);

  /** More are not kept in memory at once. */
  public static final int MOST_IMAGES = 10_000;

  /**
   * @throws IllegalArgumentException if a number is below 0
   */
  public SecondFilePolicy {
    if (images < 0 || !(mostLoss >= 0) || !(leastTimes >= 0)) {
      throw new IllegalArgumentException("images, losses and factors are not below 0");
    }
  }

  /** Reads how many images it is fitted to; the rest is as in {@link #DEFAULT}. */
  public static SecondFilePolicy from(Settings settings) {
    return DEFAULT.fittedTo(
        settings.number(
            "NEVUS_QUANTIZATION_IMAGES",
            DEFAULT.images(),
            0,
            MOST_IMAGES,
            "training images that a model's second file, in 8 bits, is fitted to; 0: none is"
                + " made"));
  }

  /** The same with another number of images. */
  public SecondFilePolicy fittedTo(int others) {
    return new SecondFilePolicy(others, seed, mostLoss, leastTimes);
  }

  /** The images to fit to: always the same of the same ones, in whatever order they come. */
  List<LabelledImage> chosen(List<LabelledImage> training) {
    return training.stream()
        .sorted(Comparator.comparing(this::lot).thenComparing(LabelledImage::id))
        .limit(images)
        .toList();
  }

  private String lot(LabelledImage image) {
    return Sha256.of((seed + "/" + image.id()).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether so many points are no more than it may lose. */
  boolean allows(double loss) {
    return loss <= mostLoss;
  }

  /** Which file serves, and why. */
  Serving serving(Comparison both) {
    if (!allows(both.loss())) {
      return new Serving(
          Precision.F32,
          said(
              "8 bits lose %.4f of thresholded Jaccard on %d validation images, %.4f is allowed",
              both.loss(), both.int8().images(), mostLoss));
    }
    if (!(both.timesAsFast() >= leastTimes)) {
      return new Serving(
          Precision.F32,
          said(
              "8 bits are %.2f times as fast on the machine that made them, %.2f is asked for",
              both.timesAsFast(), leastTimes));
    }
    return new Serving(
        Precision.INT8,
        said(
            "%.2f times as fast, and thresholded Jaccard on %d validation images is %.4f, %.4f in"
                + " floats",
            both.timesAsFast(),
            both.int8().images(),
            both.int8().thresholdedJaccard(),
            both.f32().thresholdedJaccard()));
  }

  private static String said(String form, Object... numbers) {
    return String.format(Locale.ROOT, form, numbers);
  }
}
