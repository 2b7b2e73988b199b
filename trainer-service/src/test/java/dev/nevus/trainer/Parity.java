package dev.nevus.trainer;

import dev.nevus.image.LesionImage;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Sample;
import dev.nevus.trainer.dataset.Samples;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** How far a DL4J net and the engine that serves its export are apart. */
public final class Parity {
  private Parity() {}

  /** The largest difference of any pixel's probability in any sample. */
  public static float largestDifference(ComputationGraph net, Segmenter segmenter, Samples samples)
      throws SegmentationException {
    float largest = 0;
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      try (LesionImage image = image(sample)) {
        largest = Math.max(largest, output(net, sample).maxDifference(segmenter.segment(image)));
      }
    }
    return largest;
  }

  private static Probability output(ComputationGraph net, Sample sample) {
    int height = sample.height();
    int width = sample.width();
    float[] pixels = new float[3 * height * width];
    Augmentation.NONE
        .draw(new Random(0), false)
        .write(sample, pixels, new float[height * width], 0);
    try (INDArray input = Nd4j.create(pixels, new long[] {1, 3, height, width}, 'c');
        INDArray output = net.outputSingle(input)) {
      return new Probability(width, height, output.reshape(output.length()).toFloatVector());
    }
  }

  private static LesionImage image(Sample sample) {
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
}
