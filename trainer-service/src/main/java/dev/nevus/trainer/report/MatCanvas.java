package dev.nevus.trainer.report;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.trainer.picture.Png;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Charts as a picture, one below the other, twice as fine as their pixels. OpenCV's stroke font is
 * plain, but it is there on machines without any font, where {@code java.awt} fails.
 */
final class MatCanvas implements Canvas, AutoCloseable {
  private static final int FINE = 2;
  private static final int FONT = Imgproc.FONT_HERSHEY_SIMPLEX;
  private static final int DOT_RADIUS = 5;

  // Blue, green, red; as page.css has them for light paper.
  private static final Scalar PAPER = new Scalar(255, 255, 255);
  private static final Map<Ink, Pen> PENS =
      Map.of(
          Ink.GRID, new Pen(new Scalar(235, 231, 229), 1, 0),
          Ink.AXIS, new Pen(new Scalar(175, 163, 156), 2, 0),
          Ink.LABEL, new Pen(new Scalar(99, 85, 75), 1, 0.42),
          Ink.TITLE, new Pen(new Scalar(39, 24, 17), 2, 0.55),
          Ink.FIRST_CURVE, new Pen(new Scalar(235, 99, 37), 4, 0),
          Ink.SECOND_CURVE, new Pen(new Scalar(12, 88, 234), 4, 0));

  private final Mat pixels;
  private int top;

  /** How an ink looks: colour, width in fine pixels, size of letters. */
  private record Pen(Scalar colour, int width, double letters) {}

  private MatCanvas(int charts) {
    NativeOpenCv.load();
    this.pixels =
        new Mat(
            FINE * charts * ChartPainter.HEIGHT, FINE * ChartPainter.WIDTH, CvType.CV_8UC3, PAPER);
  }

  /** The charts as one PNG. */
  static byte[] png(List<Chart> charts) {
    try (MatCanvas canvas = new MatCanvas(charts.size())) {
      for (Chart chart : charts) {
        new ChartPainter(chart, canvas).paint();
        canvas.top += ChartPainter.HEIGHT;
      }
      return Png.encode(canvas.pixels);
    }
  }

  @Override
  public void path(List<Place> places, Ink ink) {
    Pen pen = pen(ink);
    MatOfPoint points = new MatOfPoint(places.stream().map(this::fine).toArray(Point[]::new));
    try {
      Imgproc.polylines(pixels, List.of(points), false, pen.colour(), pen.width(), Imgproc.LINE_AA);
    } finally {
      points.release();
    }
  }

  @Override
  public void dot(Place centre, Ink ink) {
    Imgproc.circle(
        pixels,
        fine(centre),
        FINE * DOT_RADIUS,
        pen(ink).colour(),
        Imgproc.FILLED,
        Imgproc.LINE_AA);
  }

  @Override
  public void text(Place at, String text, Anchor anchor, Ink ink) {
    Pen pen = pen(ink);
    double letters = FINE * pen.letters();
    int thickness = FINE * pen.width();
    Size size = Imgproc.getTextSize(text, FONT, letters, thickness, null);
    double back =
        switch (anchor) {
          case START -> 0;
          case MIDDLE -> size.width / 2;
          case END -> size.width;
        };
    Point from = fine(at);
    Imgproc.putText(
        pixels,
        text,
        new Point(from.x - back, from.y),
        FONT,
        letters,
        pen.colour(),
        thickness,
        Imgproc.LINE_AA);
  }

  @Override
  public void close() {
    pixels.release();
  }

  private Point fine(Place place) {
    return new Point(Math.round(FINE * place.x()), Math.round(FINE * (top + place.y())));
  }

  private static Pen pen(Ink ink) {
    return Objects.requireNonNull(PENS.get(ink));
  }
}
