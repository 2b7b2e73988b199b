package dev.nevus.jmh;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageHeader;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import dev.nevus.mask.Mask;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One drawn image at each stage of its way through a worker. The same seed for every size, so that
 * every run sees the same lesion.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH fills the parameter, then calls set up.
public class DrawnScene {
  static final ModelInput INPUT = new ModelInput(256, 256);

  private static final long SEED = 20261126;
  private static final int HAIRS = 8;

  /** Cells of the grid over which a network goes from sure to sure. */
  private static final double BORDER_CELLS = 1.5;

  /** Displayed size, columns x rows: usual ones of dermatoscopes, and a camera's. */
  @Param({"767x576", "1022x767", "4288x2848"})
  private String size;

  private byte[] jpeg;
  private ImageHeader header;
  private LesionImage image;
  private Probability probability;
  private Mask mask;

  /** Draws the scene and takes it through all steps once. */
  @Setup(Level.Trial)
  public void draw() throws RefusedException {
    String[] sides = size.split("x", -1);
    Scene scene = new Scene(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]), HAIRS, true);
    try (DrawnLesion drawn = DrawnLesions.draw(scene, SEED)) {
      jpeg = drawn.jpeg();
      probability = unsureAtTheBorder(drawn.mask());
    }
    ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    header = decoder.inspect(jpeg);
    image = decoder.decode(jpeg, header, INPUT.least());
    mask = MaskForm.ISIC.of(probability, header.width(), header.height());
  }

  @TearDown(Level.Trial)
  public void release() {
    image.close();
    mask.close();
  }

  byte[] jpeg() {
    return jpeg;
  }

  ImageHeader header() {
    return header;
  }

  /** Decoded as a worker does it: no more of it than is needed. */
  LesionImage image() {
    return image;
  }

  Probability probability() {
    return probability;
  }

  /**
   * As {@link MaskForm} hands it over, at the displayed size: a mask keeps what was once counted in
   * it, and only the first count is to be measured. Not to be closed.
   */
  Mask freshMask() {
    Rect box = mask.box();
    return new Mask(mask.pixels(), box);
  }

  private static Probability unsureAtTheBorder(Mask truth) {
    Mat cells = new Mat();
    Size grid = new Size(INPUT.width(), INPUT.height());
    Imgproc.resize(truth.pixels(), cells, grid, 0, 0, Imgproc.INTER_AREA);
    cells.convertTo(cells, CvType.CV_32FC1, 1 / 255.0);
    Imgproc.GaussianBlur(cells, cells, new Size(0, 0), BORDER_CELLS);
    float[] values = new float[INPUT.width() * INPUT.height()];
    cells.get(0, 0, values);
    cells.release();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(1, values[i]);
    }
    return Probability.owning(INPUT.width(), INPUT.height(), values);
  }
}
