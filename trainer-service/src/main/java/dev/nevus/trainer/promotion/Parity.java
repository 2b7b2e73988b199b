package dev.nevus.trainer.promotion;

import dev.nevus.image.LesionImage;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Sample;
import dev.nevus.trainer.dataset.SampleWriter;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.OnnxWeights;
import dev.nevus.trainer.unet.SegmentationLoss;
import dev.nevus.trainer.unet.UNet;
import dev.nevus.trainer.unet.UNetShape;
import java.util.Objects;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * How far a DL4J net and the engine that serves its export are apart. Of a file that averages over
 * mirror images give the one without: the net sees an image once. Not for several threads.
 */
public final class Parity {
  private static final String LOGITS = "head";

  private final ComputationGraph net;
  private final UNetShape shape;

  public Parity(ComputationGraph net, UNetShape shape) {
    this.net = net;
    this.shape = shape;
  }

  /**
   * With the net that a model file holds.
   *
   * @throws IllegalArgumentException if the file is not ONNX, or is a net of another shape
   */
  public static Parity restoring(byte[] onnx, UNetShape shape) {
    ComputationGraph net =
        UNet.build(
            shape,
            UNet.Dropout.OFF,
            new SegmentationLoss(0, shape.gridCells()),
            new FixedSchedule(0),
            0);
    OnnxWeights.copy(onnx, net);
    return new Parity(net, shape);
  }

  /**
   * The largest difference of any pixel's probability in any sample, 0 to 1; not a number if the
   * net answers so.
   *
   * @param samples at the net's size
   * @throws SegmentationException if the engine fails, as it does where its own answer is no number
   */
  public double largestDifference(Segmenter segmenter, Samples samples)
      throws SegmentationException {
    double largest = 0;
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      try (LesionImage image = sample.image()) {
        float[] served = segmenter.segment(image).values();
        float[] trained = values(sample);
        for (int pixel = 0; pixel < trained.length; pixel++) {
          // Keeps what is not a number, as a comparison would not.
          largest = Math.max(largest, Math.abs(trained[pixel] - served[pixel]));
        }
      }
    }
    return largest;
  }

  /** What DL4J answers, at the size that the export gives. */
  public Probability output(Sample sample) {
    return new Probability(shape.width(), shape.height(), values(sample));
  }

  private float[] values(Sample sample) {
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

  /**
   * Enlarges logits, as the export does, by OpenCV. Not probabilities turned back into logits: near
   * 0 and 1 a float has no digits left for that.
   */
  private float[] enlarged(float[] logits) {
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
    return values;
  }
}
