package dev.nevus.jmh;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.segment.LesionMeasurer;
import dev.nevus.segment.MaskForm;
import java.nio.ByteBuffer;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an image costs beside the network, step by step, in the order in which a worker goes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ImageBenchmark {
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  /** All pixels of a JPEG. */
  @Benchmark
  public int decodeWhole(DrawnScene scene) throws RefusedException {
    try (LesionImage image = decoder.decode(scene.jpeg(), scene.header())) {
      return image.bgr().rows();
    }
  }

  /** As many pixels of a JPEG as a network of 256x256 and the measures need. */
  @Benchmark
  public int decodeLeast(DrawnScene scene) throws RefusedException {
    try (LesionImage image =
        decoder.decode(scene.jpeg(), scene.header(), DrawnScene.INPUT.least())) {
      return image.bgr().rows();
    }
  }

  /** The decoded image, resized for a network of 256x256. */
  @Benchmark
  public ByteBuffer modelInput(DrawnScene scene) {
    return DrawnScene.INPUT.tensor(scene.image());
  }

  /** From 256x256 probabilities to a mask of the displayed size. */
  @Benchmark
  public int maskForm(DrawnScene scene) {
    int width = scene.header().width();
    int height = scene.header().height();
    try (Mask mask = MaskForm.ISIC.of(scene.probability(), width, height)) {
      return mask.width();
    }
  }

  @Benchmark
  public LesionMeasures lesionMeasurer(DrawnScene scene) {
    return LesionMeasurer.measure(
        scene.image(), scene.freshMask(), scene.probability(), OptionalDouble.empty());
  }

  /** Alone; a worker measures first, and then the mask's rows are packed already. */
  @Benchmark
  public byte[] maskPng(DrawnScene scene) {
    return MaskPng.encode(scene.freshMask());
  }
}
