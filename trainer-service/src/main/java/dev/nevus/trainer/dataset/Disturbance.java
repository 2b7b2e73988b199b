package dev.nevus.trainer.dataset;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * What comes between the camera and the skin: hair, pen marks, bad focus, sensor noise. One kind at
 * a time; none of them is lesion, so the mask stays.
 *
 * @param seed of everything that is drawn
 */
record Disturbance(Kind kind, long seed) {
  enum Kind {
    HAIR,
    PEN,
    BLUR,
    NOISE
  }

  /** Hair is brown rather than grey. */
  private static final int BROWN = 16;

  static Disturbance draw(RandomGenerator random) {
    Kind[] kinds = {Kind.HAIR, Kind.HAIR, Kind.PEN, Kind.BLUR, Kind.NOISE};
    return new Disturbance(kinds[random.nextInt(kinds.length)], random.nextLong());
  }

  /** Changes {@code rgb} in place. */
  void apply(Mat rgb) {
    SplittableRandom random = new SplittableRandom(seed);
    switch (kind) {
      case HAIR -> addHair(rgb, random);
      case PEN -> addPen(rgb, random);
      case BLUR -> {
        double sigma = 0.6 + 1.4 * random.nextDouble();
        Imgproc.GaussianBlur(rgb, rgb, new Size(0, 0), sigma);
      }
      case NOISE -> addNoise(rgb, random);
    }
  }

  private static void addHair(Mat rgb, SplittableRandom random) {
    int hairs = 3 + random.nextInt(22);
    double mainTurn = 180 * random.nextDouble();
    Scalar colour = dark(random);
    for (int i = 0; i < hairs; i++) {
      double length = rgb.cols() * (0.3 + random.nextDouble());
      double bend = length * (0.05 + 0.3 * random.nextDouble());
      double turn = mainTurn + 30 * random.nextGaussian();
      double start = 360 * random.nextDouble();
      int thickness = 1 + random.nextInt(2);
      Imgproc.ellipse(
          rgb,
          anywhere(rgb, random),
          new Size(length, bend),
          turn,
          start,
          start + 60 + 120 * random.nextDouble(),
          colour,
          thickness,
          Imgproc.LINE_AA,
          0);
    }
  }

  private static void addPen(Mat rgb, SplittableRandom random) {
    double strength = 0.5 + 0.5 * random.nextDouble();
    Scalar ink =
        new Scalar(
            40 + 60 * random.nextDouble(),
            30 + 60 * random.nextDouble(),
            90 + 90 * random.nextDouble());
    Mat marked = rgb.clone();
    int thickness = Math.max(1, rgb.cols() / 40 + random.nextInt(Math.max(1, rgb.cols() / 20)));
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      Point corner = anywhere(rgb, random);
      Point end =
          new Point(
              corner.x + rgb.cols() * Draw.around(random, 0.4),
              corner.y + rgb.rows() * Draw.around(random, 0.4));
      Imgproc.line(marked, corner, end, ink, thickness, Imgproc.LINE_AA, 0);
    }
    Core.addWeighted(marked, strength, rgb, 1 - strength, 0, rgb);
    marked.release();
  }

  private static void addNoise(Mat rgb, SplittableRandom random) {
    byte[] pixels = new byte[3 * rgb.rows() * rgb.cols()];
    rgb.get(0, 0, pixels);
    double spread = 4 + 10 * random.nextDouble();
    for (int i = 0; i < pixels.length; i++) {
      // The sum of two even draws is near enough to a bell for noise.
      double noise = spread * (random.nextDouble() + random.nextDouble() - 1);
      pixels[i] = (byte) Math.max(0, Math.min(255, (pixels[i] & 0xff) + Math.round(noise)));
    }
    rgb.put(0, 0, pixels);
  }

  private static Scalar dark(SplittableRandom random) {
    double light = 10 + 60 * random.nextDouble();
    return new Scalar(light + BROWN, light, light * random.nextDouble());
  }

  private static Point anywhere(Mat rgb, SplittableRandom random) {
    return new Point(rgb.cols() * random.nextDouble(), rgb.rows() * random.nextDouble());
  }
}
