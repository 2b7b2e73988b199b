package dev.nevus.trainer.picture;

import dev.nevus.image.LesionImage;
import dev.nevus.image.NativeOpenCv;
import dev.nevus.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Many images on one picture, each with the outline of its true mask in green and of the predicted
 * one in orange, above a caption. Owns copies in native memory until closed. Not for two threads at
 * once.
 */
public final class ContactSheet implements AutoCloseable {
  private static final int CELL_WIDTH = 320;
  private static final int CELL_HEIGHT = 240;
  private static final int STRIP = 24;
  private static final int MARGIN = 6;
  private static final double HALF = 127;
  private static final Scalar PAPER = new Scalar(255, 255, 255);
  private static final Scalar INK = new Scalar(40, 40, 40);
  private static final Scalar TRUTH = new Scalar(60, 220, 60);
  private static final Scalar PREDICTED = new Scalar(0, 120, 255);

  private final int columns;
  private final List<Mat> tiles = new ArrayList<>();

  /**
   * An empty sheet.
   *
   * @param columns tiles side by side, at least 1
   */
  public ContactSheet(int columns) {
    if (columns < 1) {
      throw new IllegalArgumentException("columns: 1 or more, not " + columns);
    }
    NativeOpenCv.load();
    this.columns = columns;
  }

  /**
   * Adds a tile, left to right and then downwards. The image and the masks stay the caller's.
   *
   * @param truth of the image's size, as is {@code predicted}
   * @param caption one short line; what is not ASCII becomes a question mark
   * @throws IllegalArgumentException if the sizes differ
   */
  public ContactSheet add(LesionImage image, Mask truth, Mask predicted, String caption) {
    for (Mask mask : List.of(truth, predicted)) {
      if (mask.width() != image.width() || mask.height() != image.height()) {
        throw new IllegalArgumentException("sizes differ: %s and %s".formatted(image, mask));
      }
    }
    double scale =
        Math.min(CELL_WIDTH / (double) image.width(), CELL_HEIGHT / (double) image.height());
    Size size =
        new Size(
            Math.max(1, Math.round(image.width() * scale)),
            Math.max(1, Math.round(image.height() * scale)));
    Mat tile = new Mat(CELL_HEIGHT + STRIP, CELL_WIDTH, CvType.CV_8UC3, PAPER);
    int left = (CELL_WIDTH - (int) size.width) / 2;
    int top = (CELL_HEIGHT - (int) size.height) / 2;
    Mat picture = tile.submat(new Rect(left, top, (int) size.width, (int) size.height));
    Imgproc.resize(image.bgr(), picture, size, 0, 0, Imgproc.INTER_AREA);
    outline(picture, truth, TRUTH);
    outline(picture, predicted, PREDICTED);
    picture.release();
    write(tile, caption, CELL_HEIGHT, INK);
    tiles.add(tile);
    return this;
  }

  /** Tiles so far. */
  public int size() {
    return tiles.size();
  }

  /**
   * The sheet as a PNG file, under a line that says which colour is which.
   *
   * @throws IllegalStateException if nothing was added
   */
  public byte[] png() {
    if (tiles.isEmpty()) {
      throw new IllegalStateException("there is nothing on the contact sheet");
    }
    int across = Math.min(columns, tiles.size());
    int down = (tiles.size() + columns - 1) / columns;
    int stepX = CELL_WIDTH + MARGIN;
    int stepY = CELL_HEIGHT + STRIP + MARGIN;
    Mat sheet =
        new Mat(STRIP + down * stepY + MARGIN, across * stepX + MARGIN, CvType.CV_8UC3, PAPER);
    write(sheet, "green: true mask", 0, new Scalar(40, 150, 40));
    Mat right = sheet.colRange(CELL_WIDTH / 2, sheet.cols());
    write(right, "orange: predicted", 0, PREDICTED);
    right.release();
    for (int i = 0; i < tiles.size(); i++) {
      int x = MARGIN + i % columns * stepX;
      int y = STRIP + MARGIN + i / columns * stepY;
      Mat place = sheet.submat(new Rect(x, y, CELL_WIDTH, CELL_HEIGHT + STRIP));
      tiles.get(i).copyTo(place);
      place.release();
    }
    byte[] file = Png.encode(sheet);
    sheet.release();
    return file;
  }

  /** Drawn at the tile's size, so that every line has the same width. */
  private static void outline(Mat picture, Mask mask, Scalar colour) {
    Mat small = new Mat();
    Imgproc.resize(mask.pixels(), small, picture.size(), 0, 0, Imgproc.INTER_AREA);
    Imgproc.threshold(small, small, HALF, 255, Imgproc.THRESH_BINARY);
    List<MatOfPoint> outlines = new ArrayList<>();
    Mat hierarchy = new Mat();
    Imgproc.findContours(small, outlines, hierarchy, Imgproc.RETR_CCOMP, Imgproc.CHAIN_APPROX_NONE);
    Imgproc.drawContours(picture, outlines, -1, colour, 2, Imgproc.LINE_AA);
    outlines.forEach(Mat::release);
    hierarchy.release();
    small.release();
  }

  private static void write(Mat on, String text, int top, Scalar colour) {
    String ascii = text.replaceAll("[^ -~]", "?");
    Point at = new Point(MARGIN, top + STRIP - 8);
    Imgproc.putText(on, ascii, at, Imgproc.FONT_HERSHEY_SIMPLEX, 0.45, colour, 1, Imgproc.LINE_AA);
  }

  /** Frees the tiles; harmless when repeated. */
  @Override
  public void close() {
    tiles.forEach(Mat::release);
    tiles.clear();
  }
}
