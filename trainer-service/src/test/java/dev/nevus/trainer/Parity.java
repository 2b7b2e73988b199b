package dev.nevus.trainer;

import dev.nevus.image.LesionImage;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Sample;
import dev.nevus.trainer.dataset.SampleWriter;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.UNetShape;
import java.util.Objects;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** How far a DL4J net and the engine that serves its export are apart. */
public final class Parity {
  private static final String LOGITS = "head";

  private final ComputationGraph net;
  private final UNetShape shape;

  public Parity(ComputationGraph net, UNetShape shape) {
    this.net = net;
    this.shape = shape;
  }

  /** The largest difference of any pixel's probability in any sample. */
  public float largestDifference(Segmenter segmenter, Samples samples)
      throws SegmentationException {
    float largest = 0;
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      try (LesionImage image = image(sample)) {
        largest = Math.max(largest, output(sample).maxDifference(segmenter.segment(image)));
      }
    }
    return largest;
  }

  /** What DL4J answers, at the size that the export gives. */
  public Probability output(Sample sample) {
    float[] pixels = new float[3 * shape.height() * shape.width()];
    try (SampleWriter writer =
        new SampleWriter(shape.height(), shape.width(), shape.gridHeight(), shape.gridWidth())) {
      writer.write(
          sample, Augmentation.NONE, new Random(0), pixels, new float[shape.gridCells()], 0);
    }
    try (INDArray input =
        Nd4j.create(pixels, new long[] {1, 3, shape.height(), shape.width()}, 'c')) {
      INDArray logits =
          Objects.requireNonNull(net.feedForward(new INDArray[] {input}, false).get(LOGITS));
      return enlarged(logits.reshape(logits.length()).toFloatVector());
    }
  }

  /** The sample's image; the caller closes it. */
  public static LesionImage image(Sample sample) {
    byte[] bgr = new byte[sample.height() * sample.width() * 3];
    for (int i = 0; i < bgr.length; i++) {
      int pixel = i / 3;
      int channel = 2 - i % 3;
      int row = pixel / sample.width();
      bgr[i] = (byte) sample.colour(row, pixel % sample.width(), channel);
    }
    Mat pixels = new Mat(sample.height(), sample.width(), CvType.CV_8UC3);
    pixels.put(0, 0, bgr);
    return new LesionImage(pixels);
  }

  /**
   * Enlarges logits, as the export does, by OpenCV. Not probabilities turned back into logits: near
   * 0 and 1 a float has no digits left for that.
   */
  private Probability enlarged(float[] logits) {
    Mat grid = new Mat(shape.gridHeight(), shape.gridWidth(), CvType.CV_32F);
    grid.put(0, 0, logits);
    Size size = new Size(shape.width(), shape.height());
    Imgproc.resize(grid, grid, size, 0, 0, Imgproc.INTER_LINEAR);
    float[] values = new float[shape.width() * shape.height()];
    grid.get(0, 0, values);
    grid.release();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (1 / (1 + Math.exp(-values[i])));
    }
    return new Probability(shape.width(), shape.height(), values);
  }
}
