package dev.nevus.trainer.bench;

import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.training.Dl4jTrainer;
import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.training.PredictedSample;
import dev.nevus.trainer.training.RunFolder;
import dev.nevus.trainer.training.TrainingLog;
import dev.nevus.trainer.training.TrainingPlan;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Measures the trainer as it is: feeding, augmentation, both passes, Adam, averaged weights. */
public final class NevusSpeed {
  /** Long enough that the net drops out, as the others do, while it warms up and is measured. */
  private static final int EPOCHS = 5;

  private static final int MEASURED = 2;

  private NevusSpeed() {}

  /**
   * Trains one short epoch to warm up, measures the next, and stops. The native library must not be
   * loaded yet.
   *
   * @param batch images a step
   * @param steps to measure
   */
  public static Speed measure(UNetShape shape, int batch, int steps)
      throws IOException, InterruptedException {
    NativeBackend backend = NativeBackend.activate();
    TrainingPlan plan =
        new TrainingPlan(
            shape, EPOCHS, batch, 1, EPOCHS, 1, Augmentation.FULL, TrainingPlan.RANDOM_WEIGHTS);
    SecondEpoch second = new SecondEpoch();
    Path folder = Files.createTempDirectory("nevus-speed");
    try {
      new Dl4jTrainer(
              plan,
              Samples.drawn(batch * steps, shape.height(), shape.width()),
              Samples.drawn(1, shape.height(), shape.width()),
              new RunFolder(folder, FlipAveraging.NONE),
              second)
          .train();
    } catch (Measured enough) {
      return Speed.now("Nevus on DL4J, " + backend, second.imagesPerSecond, second.feedingShare);
    } finally {
      delete(folder);
    }
    throw new IllegalStateException("the run ended before it was measured");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Ends the run. */
  private static final class Measured extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class SecondEpoch implements TrainingLog {
    private double imagesPerSecond;
    private double feedingShare;

    @Override
    public void epoch(EpochReport epoch, List<PredictedSample> shown) throws Measured {
      imagesPerSecond = epoch.imagesPerSecond();
      feedingShare = epoch.feedingShare();
      if (epoch.epoch() == MEASURED) {
        throw new Measured();
      }
    }
  }
}
