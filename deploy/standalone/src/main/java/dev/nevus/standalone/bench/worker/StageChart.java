package dev.nevus.standalone.bench.worker;

import dev.nevus.image.NativeOpenCv;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/**
 * Where a worker's CPU time goes, as a picture: for each size a bar of its stages, as wide as the
 * picture, and above it the bare inference at the same scale. OpenCV's stroke font is plain, but it
 * is there on machines without any font, where {@code java.awt} fails.
 */
public final class StageChart {
  private static final int WIDTH = 1400;
  private static final int MARGIN = 30;
  private static final int ROW = 150;
  private static final int BARE = 22;
  private static final int STACK = 60;
  private static final int LEGEND_LINE = 28;
  private static final int LEGEND_COLUMN = 215;
  private static final int LEGEND_COLUMNS = (WIDTH - 2 * MARGIN) / LEGEND_COLUMN;
  private static final int FONT = Imgproc.FONT_HERSHEY_SIMPLEX;
  private static final double LETTERS = 0.5;
  private static final Scalar PAPER = new Scalar(255, 255, 255);
  private static final Scalar INK = new Scalar(45, 35, 30);
  private static final Scalar REFERENCE = new Scalar(150, 150, 150);
  private static final String INFERENCE = "infer";
  private static final String REST = "rest";

  // Blue, green, red: a colour for each stage in its order, easy to tell from its neighbours.
  private static final List<Scalar> COLOURS =
      List.of(
          new Scalar(194, 140, 82),
          new Scalar(140, 180, 230),
          new Scalar(90, 150, 240),
          new Scalar(120, 200, 150),
          new Scalar(80, 80, 215),
          new Scalar(200, 120, 170),
          new Scalar(90, 200, 225),
          new Scalar(170, 190, 90),
          new Scalar(215, 170, 200),
          new Scalar(110, 120, 160),
          new Scalar(150, 215, 235),
          new Scalar(190, 150, 130),
          new Scalar(100, 175, 110));
  private static final Scalar REST_COLOUR = new Scalar(200, 200, 200);

  private final WorkerResult result;
  private final List<String> stages;

  public StageChart(WorkerResult result) {
    this.result = result;
    this.stages =
        result.sizes().stream()
            .flatMap(size -> size.stages().keySet().stream())
            .distinct()
            .toList();
  }

  /** The picture as a PNG file. */
  public byte[] png() {
    NativeOpenCv.load();
    int legend = LEGEND_LINE * (stages.size() / LEGEND_COLUMNS + 1);
    int height = 2 * MARGIN + ROW * result.sizes().size() + legend;
    Mat pixels = new Mat(height, WIDTH, CvType.CV_8UC3, PAPER);
    try {
      int top = MARGIN;
      for (SizeResult size : result.sizes()) {
        draw(pixels, size, top);
        top += ROW;
      }
      legend(pixels, top);
      return encoded(pixels);
    } finally {
      pixels.release();
    }
  }

  private void draw(Mat pixels, SizeResult size, int top) {
    List<Part> parts = parts(size);
    double total = parts.stream().mapToDouble(Part::millis).sum();
    double scale = (WIDTH - 2 * MARGIN) / Math.max(total, size.bareMs());
    text(
        pixels,
        String.format(
            Locale.ROOT,
            "%s: %.1f ms of CPU time an image, %.2f x bare inference (%.1f ms)",
            size.size(),
            size.workerCpuMs(),
            size.cpuRatioToBareInference(),
            size.bareMs()),
        MARGIN,
        top + 12);
    int bare = (int) Math.round(size.bareMs() * scale);
    bar(pixels, MARGIN, top + 22, bare, BARE, REFERENCE);
    label(pixels, "bare inference", MARGIN, top + 22, bare, BARE);
    double x = MARGIN;
    for (Part part : parts) {
      int left = (int) Math.round(x);
      x += part.millis() * scale;
      int width = (int) Math.round(x) - left;
      bar(pixels, left, top + 22 + BARE, width, STACK, colour(part.name()));
      label(pixels, part.name(), left, top + 22 + BARE, width, STACK);
    }
  }

  private record Part(String name, double millis) {}

  /** Inference first, so that it lies below the bare one; then the others in their order. */
  private static List<Part> parts(SizeResult size) {
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, StageCost> stage : size.stages().entrySet()) {
      Part part = new Part(stage.getKey(), Math.max(0, stage.getValue().cpuMs()));
      parts.add(stage.getKey().equals(INFERENCE) ? 0 : parts.size(), part);
    }
    parts.add(new Part(REST, Math.max(0, size.restCpuMs())));
    return parts;
  }

  private void legend(Mat pixels, int top) {
    List<String> names = new ArrayList<>(stages);
    names.add(REST);
    for (int i = 0; i < names.size(); i++) {
      int x = MARGIN + i % LEGEND_COLUMNS * LEGEND_COLUMN;
      int y = top + i / LEGEND_COLUMNS * LEGEND_LINE;
      bar(pixels, x, y, 16, 16, colour(names.get(i)));
      text(pixels, names.get(i) + millis(names.get(i)), x + 24, y + 13);
    }
  }

  /** What a stage takes for the first to the last size. */
  private String millis(String stage) {
    List<String> each =
        result.sizes().stream()
            .map(
                size ->
                    String.format(
                        Locale.ROOT,
                        "%.1f",
                        stage.equals(REST)
                            ? size.restCpuMs()
                            : size.stages().getOrDefault(stage, new StageCost(0, 0)).cpuMs()))
            .toList();
    return " " + String.join(" ", each);
  }

  private Scalar colour(String stage) {
    return stage.equals(REST)
        ? REST_COLOUR
        : COLOURS.get(Math.max(0, stages.indexOf(stage)) % COLOURS.size());
  }

  private static void bar(Mat pixels, int x, int y, int width, int height, Scalar colour) {
    if (width > 0) {
      Imgproc.rectangle(pixels, new Rect(x, y, width, height), colour, Imgproc.FILLED);
      Imgproc.rectangle(pixels, new Rect(x, y, width, height), PAPER, 1);
    }
  }

  /** A name within its bar, where there is room for it. */
  private static void label(Mat pixels, String name, int x, int y, int width, int height) {
    Size size = Imgproc.getTextSize(name, FONT, LETTERS, 1, null);
    if (size.width + 8 <= width) {
      int left = x + (int) (width - size.width) / 2;
      text(pixels, name, left, y + (int) (height + size.height) / 2);
    }
  }

  private static void text(Mat pixels, String text, int x, int y) {
    Imgproc.putText(pixels, text, new Point(x, y), FONT, LETTERS, INK, 1, Imgproc.LINE_AA);
  }

  private static byte[] encoded(Mat pixels) {
    MatOfByte file = new MatOfByte();
    try {
      if (!Imgcodecs.imencode(".png", pixels, file)) {
        throw new IllegalStateException("OpenCV could not encode a chart");
      }
      return file.toArray();
    } finally {
      file.release();
    }
  }
}
