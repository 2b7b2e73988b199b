package dev.nevus.trainer.renewal;

import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Learns a net from a data set, or goes on where another process left it. For one thread. */
final class LearnModel {
  private final Desk desk;
  private final LocalImages images;
  private final Path runs;
  private final RunLimits limits;
  private final TrainingLog watcher;

  /**
   * @param runs folder for the files of runs
   * @param watcher hears how it goes; stays the caller's
   */
  LearnModel(Desk desk, LocalImages images, Path runs, RunLimits limits, TrainingLog watcher) {
    this.desk = desk;
    this.images = images;
    this.runs = runs;
    this.limits = limits;
    this.watcher = watcher;
  }

  /**
   * The best net of the run.
   *
   * @return the ONNX file's bytes
   * @throws IOException if nothing could be learned, or the store or the log is away
   */
  byte[] learn(TrainingJob job, DataSet set)
      throws IOException, InterruptedException, CorruptModelException {
    RunFolder folder = new RunFolder(emptied(job.number()), FlipAveraging.NONE);
    StoredRun stored = new StoredRun(desk.store(), job.number());
    stored.restore(folder);
    Instant deadline = job.at().plus(limits.time());
    TellProgress tell = new TellProgress(desk, job.number(), folder, stored, deadline);
    try {
      run(job, trainer(job, set, folder, TrainingLog.all(List.of(tell, watcher))));
    } catch (TellProgress.TimeIsUp e) {
      if (!Files.exists(folder.model())) {
        throw new IOException("not one epoch was finished within " + limits.time(), e);
      }
    }
    return Files.readAllBytes(folder.model());
  }

  private Dl4jTrainer trainer(TrainingJob job, DataSet set, RunFolder folder, TrainingLog log)
      throws IOException, InterruptedException {
    TrainingPlan plan = plan(job);
    List<LabelledImage> training = images.pairs(chosen(job, set));
    List<LabelledImage> validation = images.pairs(set.of(Side.VALIDATION));
    UNetShape shape = plan.shape();
    return new Dl4jTrainer(
        plan,
        Samples.load(training, shape.height(), shape.width()),
        Samples.load(validation, shape.height(), shape.width()),
        folder,
        log);
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

  /** The images that a job learns from. */
  List<DataSet.Entry> chosen(TrainingJob job, DataSet set) throws IOException {
    Set<ImageId> before =
        new KnownLabels(desk)
            .beforeTraining(job.number()).stream()
                .map(name -> name.image())
                .collect(Collectors.toSet());
    Set<ImageId> fresh =
        set.images().stream()
            .map(DataSet.Entry::image)
            .filter(image -> !before.contains(image))
            .collect(Collectors.toSet());
    return Replay.choose(set.of(Side.TRAINING), fresh, limits.images(), job.number());
  }

  /** What an earlier attempt left there may be older than what the store has. */
  private Path emptied(int training) throws IOException {
    Path folder = PrivateFolder.make(runs.resolve("%08d".formatted(training)));
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    return folder;
  }
}
