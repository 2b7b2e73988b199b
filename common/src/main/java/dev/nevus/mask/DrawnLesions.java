package dev.nevus.mask;

import dev.nevus.image.LesionImage;
import dev.nevus.image.NativeOpenCv;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Dermoscopy-like images drawn in code, each with the outline of its lesion exactly known: what the
 * demo, the examples and the fast tests use, so that no person's image needs to travel with Nevus.
 * The same seed draws the same image. No substitute for real images in any judgement of quality.
 */
public final class DrawnLesions {
  private static final int OUTLINE_POINTS = 180;
  private static final int HARMONICS = 6;
  private static final double NOISE = 4;
  private static final int[] SKIN = {158, 176, 220};
  private static final int[] PIGMENT = {48, 68, 104};

  private DrawnLesions() {}

  /**
   * What a drawing shows.
   *
   * @param width columns, at least 16
   * @param height rows, at least 16
   * @param hairs dark strokes across the skin
   * @param darkCorners whether the corners are black, as a dermatoscope's round tube leaves them
   */
  public record Scene(int width, int height, int hairs, boolean darkCorners) {
    /**
     * @throws IllegalArgumentException if the picture is too small or there are less than no hairs
     */
    public Scene {
      if (width < 16 || height < 16 || hairs < 0) {
        throw new IllegalArgumentException("a drawing of %d x %d".formatted(width, height));
      }
    }

    /** A scene of this size that differs from seed to seed as images from a clinic do. */
    public static Scene varied(int width, int height, long seed) {
      Random random = new Random(seed);
      int hairs = random.nextInt(3) == 0 ? 3 + random.nextInt(12) : 0;
      return new Scene(width, height, hairs, random.nextInt(5) == 0);
    }
  }

  /** The picture of a scene; the caller closes it. */
  public static DrawnLesion draw(Scene scene, long seed) {
    NativeOpenCv.load();
    Random random = new Random(seed);
    MatOfPoint outline = outline(scene, random);
    Mat skin = skin(scene, random);
    Mat mask = Mat.zeros(skin.size(), CvType.CV_8UC1);
    Imgproc.fillPoly(mask, List.of(outline), new Scalar(255));
    pigment(skin, mask, random);
    noise(skin, seed);
    for (int i = 0; i < scene.hairs(); i++) {
      hair(skin, random);
    }
    if (scene.darkCorners()) {
      darken(skin);
    }
    outline.release();
    return new DrawnLesion(new LesionImage(skin), new Mask(mask));
  }

  /** A closed curve about the middle, its radius a sum of harmonics that fade with their order. */
  private static MatOfPoint outline(Scene scene, Random random) {
    double side = Math.min(scene.width(), scene.height());
    double radius = side * (0.18 + 0.14 * random.nextDouble());
    double stretch = 0.75 + 0.5 * random.nextDouble();
    double[] strength = new double[HARMONICS];
    double[] phase = new double[HARMONICS];
    for (int k = 0; k < HARMONICS; k++) {
      strength[k] = 0.16 * random.nextGaussian() / (k + 2);
      phase[k] = 2 * Math.PI * random.nextDouble();
    }
    double x = scene.width() * (0.42 + 0.16 * random.nextDouble());
    double y = scene.height() * (0.42 + 0.16 * random.nextDouble());
    List<Point> points = new ArrayList<>(OUTLINE_POINTS);
    for (int i = 0; i < OUTLINE_POINTS; i++) {
      double angle = 2 * Math.PI * i / OUTLINE_POINTS;
      double factor = 1;
      for (int k = 0; k < HARMONICS; k++) {
        factor += strength[k] * Math.cos((k + 2) * angle + phase[k]);
      }
      double r = radius * Math.max(0.4, factor);
      points.add(new Point(x + stretch * r * Math.cos(angle), y + r * Math.sin(angle) / stretch));
    }
    MatOfPoint outline = new MatOfPoint();
    outline.fromList(points);
    return outline;
  }

  /** Skin, a little brighter to one side. */
  private static Mat skin(Scene scene, Random random) {
    double[] tone = shade(SKIN, 0.86 + 0.2 * random.nextDouble(), random);
    Mat corners = new Mat(2, 2, CvType.CV_32FC3);
    for (int i = 0; i < 4; i++) {
      double light = 0.92 + 0.16 * random.nextDouble();
      corners.put(i / 2, i % 2, tone[0] * light, tone[1] * light, tone[2] * light);
    }
    Mat gradient = new Mat();
    Imgproc.resize(corners, gradient, new Size(scene.width(), scene.height()));
    Mat skin = new Mat();
    gradient.convertTo(skin, CvType.CV_8UC3);
    corners.release();
    gradient.release();
    return skin;
  }

  /** A lighter or darker tone of a colour, its hue a little off. */
  private static double[] shade(int[] bgr, double light, Random random) {
    double[] tone = new double[bgr.length];
    for (int c = 0; c < bgr.length; c++) {
      tone[c] = bgr[c] * light + 8 * (random.nextDouble() - 0.5);
    }
    return tone;
  }

  /** Blends a blotchy brown into the mask, its border softened by a hundredth of the image. */
  private static void pigment(Mat skin, Mat mask, Random random) {
    int grid = 5;
    Mat blotches = new Mat(grid, grid, CvType.CV_32FC3);
    double[] brown = shade(PIGMENT, 0.7 + 0.55 * random.nextDouble(), random);
    for (int i = 0; i < grid * grid; i++) {
      double shade = 0.7 + 0.6 * random.nextDouble();
      blotches.put(i / grid, i % grid, brown[0] * shade, brown[1] * shade, brown[2] * shade);
    }
    Mat colour = new Mat();
    Imgproc.resize(blotches, colour, skin.size(), 0, 0, Imgproc.INTER_CUBIC);
    Mat alpha = new Mat();
    double softness = Math.max(0.8, Math.min(skin.cols(), skin.rows()) / 100.0);
    Imgproc.GaussianBlur(mask, alpha, new Size(0, 0), softness);
    blend(skin, colour, alpha);
    blotches.release();
    colour.release();
    alpha.release();
  }

  /** {@code under = alpha * over + (1 - alpha) * under}. */
  private static void blend(Mat under, Mat over, Mat alpha) {
    Mat weights = new Mat();
    Imgproc.cvtColor(alpha, weights, Imgproc.COLOR_GRAY2BGR);
    weights.convertTo(weights, CvType.CV_32FC3, 1 / 255.0);
    Mat base = new Mat();
    under.convertTo(base, CvType.CV_32FC3);
    Mat difference = new Mat();
    Core.subtract(over, base, difference);
    Core.multiply(difference, weights, difference);
    Core.add(base, difference, base);
    base.convertTo(under, CvType.CV_8UC3);
    weights.release();
    base.release();
    difference.release();
  }

  /** The grain of skin and sensor. */
  private static void noise(Mat skin, long seed) {
    Mat grain = new Mat(skin.size(), CvType.CV_16SC3);
    Core.setRNGSeed((int) (seed ^ (seed >>> 32)));
    Core.randn(grain, 0, NOISE);
    Core.add(skin, grain, skin, new Mat(), CvType.CV_8UC3);
    grain.release();
  }

  private static void hair(Mat skin, Random random) {
    int thickness = Math.max(1, Math.min(skin.cols(), skin.rows()) / 250);
    double angle = Math.PI * random.nextDouble();
    double length = skin.cols() * (0.3 + 0.5 * random.nextDouble());
    double bend = 0.25 * length * (random.nextDouble() - 0.5);
    double x = skin.cols() * random.nextDouble();
    double y = skin.rows() * random.nextDouble();
    List<Point> stroke = new ArrayList<>();
    for (double t = -0.5; t <= 0.5; t += 0.05) {
      double aside = bend * (1 - 4 * t * t);
      stroke.add(
          new Point(
              x + t * length * Math.cos(angle) - aside * Math.sin(angle),
              y + t * length * Math.sin(angle) + aside * Math.cos(angle)));
    }
    MatOfPoint line = new MatOfPoint();
    line.fromList(stroke);
    Imgproc.polylines(
        skin, List.of(line), false, new Scalar(25, 30, 40), thickness, Imgproc.LINE_AA);
    line.release();
  }

  private static void darken(Mat skin) {
    Mat tube = Mat.zeros(skin.size(), CvType.CV_8UC1);
    Point middle = new Point(skin.cols() / 2.0, skin.rows() / 2.0);
    int radius = (int) Math.round(0.88 * Math.hypot(middle.x, middle.y));
    Imgproc.circle(tube, middle, radius, new Scalar(255), Imgproc.FILLED);
    Core.bitwise_not(tube, tube);
    skin.setTo(new Scalar(8, 8, 10), tube);
    tube.release();
  }
}
