package dev.nevus.trainer.renewal;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.model.CorruptModelException;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.training.Dl4jTrainer;
import dev.nevus.trainer.training.RunFolder;
import dev.nevus.trainer.training.TrainingLog;
import dev.nevus.trainer.training.TrainingPlan;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.UNetShape;
import dev.nevus.training.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Learns a net, or goes on where another process left it. For one thread. */
final class LearnModel {
  private final Desk desk;
  private final Path runs;
  private final Duration most;
  private final TrainingLog watcher;

  /**
   * @param runs folder for the files of runs, one at a time
   * @param most time that learning may take
   * @param watcher hears how each run goes; closed after it, and used again for the next one
   */
  LearnModel(Desk desk, Path runs, Duration most, TrainingLog watcher) {
    this.desk = desk;
    this.runs = runs;
    this.most = most;
    this.watcher = watcher;
  }

  /**
   * The best net of the run.
   *
   * @return the ONNX file's bytes
   * @throws IOException if nothing could be learned, or the store or the log is away
   */
  byte[] learn(TrainingJob job, Material material)
      throws IOException, InterruptedException, CorruptModelException {
    // What an earlier attempt left there may be older than what the store has.
    PrivateFolder.empty(runs);
    Path folder = PrivateFolder.make(runs.resolve("%08d".formatted(job.number())));
    TellProgress.Place place =
        new TellProgress.Place(
            new RunFolder(folder, FlipAveraging.NONE), new StoredRun(desk.store(), job.number()));
    Duration learned = place.stored().restore(place.folder()).learned();
    TellProgress tell = new TellProgress(desk, job.number(), place, most, learned);
    Path model = place.folder().model();
    try (TrainingLog log = TrainingLog.all(List.of(tell, watcher))) {
      run(job, trainer(job, material, place.folder(), log));
    } catch (TellProgress.TimeIsUp e) {
      if (!Files.exists(model)) {
        throw new IOException("not one epoch was finished within " + most, e);
      }
    }
    byte[] onnx = Files.readAllBytes(model);
    PrivateFolder.empty(runs);
    return onnx;
  }

  private static Dl4jTrainer trainer(
      TrainingJob job, Material material, RunFolder folder, TrainingLog log) throws IOException {
    TrainingPlan plan = plan(job);
    return new Dl4jTrainer(
        plan,
        samples(material.training(), plan.shape()),
        samples(material.validation(), plan.shape()),
        folder,
        log);
  }

  private static Samples samples(List<LabelledImage> images, UNetShape shape) throws IOException {
    return Samples.load(images, shape.height(), shape.width());
  }

  private void run(TrainingJob job, Dl4jTrainer trainer)
      throws IOException, InterruptedException, CorruptModelException {
    if (trainer.resume().isPresent()) {
      return;
    }
    if (job.start().isPresent()) {
      trainer.trainFrom(desk.registry().files(job.start().get()).onnx());
    } else {
      trainer.train();
    }
  }

  /** The plan of a job. */
  static TrainingPlan plan(TrainingJob job) {
    return RunSettings.of(job.settings())
        .plan(job.start().map(id -> "model " + id).orElse(TrainingPlan.RANDOM_WEIGHTS));
  }
}
