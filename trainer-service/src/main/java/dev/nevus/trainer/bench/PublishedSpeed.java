package dev.nevus.trainer.bench;

import dev.nevus.trainer.dataset.Sample;
import dev.nevus.trainer.dataset.Samples;
import java.io.IOException;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Measures DL4J as it is published: the plain native library, its helpers as they are by default.
 * The images lie ready in memory, unvaried, which favours it.
 */
public final class PublishedSpeed {
  private static final int SIZE = PublishedUNet.SIZE;

  private PublishedSpeed() {}

  /**
   * One step to warm up, then the measured ones. Slow: a step of 16 takes 10 to 20 s.
   *
   * @param batch images a step
   * @param steps to measure
   */
  public static Speed measure(int batch, int steps) throws IOException {
    ComputationGraph net = PublishedUNet.build(1);
    DataSet images = images(Samples.drawn(batch, SIZE, SIZE));
    net.fit(images);
    long start = System.nanoTime();
    for (int step = 0; step < steps; step++) {
      net.fit(images);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return Speed.now("DL4J as published", steps * batch / seconds, 0);
  }

  private static DataSet images(Samples samples) {
    INDArray pixels = Nd4j.create(samples.size(), 3, SIZE, SIZE);
    INDArray lesion = Nd4j.create(samples.size(), 1, SIZE, SIZE);
    for (int i = 0; i < samples.size(); i++) {
      copy(samples.get(i), i, pixels, lesion);
    }
    return new DataSet(pixels, lesion);
  }

  private static void copy(Sample sample, int place, INDArray pixels, INDArray lesion) {
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        for (int channel = 0; channel < 3; channel++) {
          pixels.putScalar(place, channel, y, x, sample.colour(y, x, channel) / 255.0);
        }
        lesion.putScalar(place, 0, y, x, sample.lesion(y, x) ? 1 : 0);
      }
    }
  }
}
