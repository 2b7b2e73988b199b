package dev.nevus.trainer.report.tensorboard;

import dev.nevus.trainer.report.SamplePicture;
import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.PredictedSample;
import dev.nevus.trainer.training.StepReport;
import dev.nevus.trainer.training.TrainingLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a run for <a href="https://www.tensorflow.org/tensorboard">TensorBoard</a>: {@code
 * tensorboard --logdir FOLDER} shows it while it runs.
 *
 * <ul>
 *   <li>by epoch: {@code loss}, {@code validation_loss}, {@code accuracy}, {@code jaccard}, {@code
 *       learning_rate}, {@code images_per_second};
 *   <li>by epoch: {@code sample/1} ... the shown validation images, each beside its label and the
 *       predicted probability;
 *   <li>by step of the whole run: {@code step/loss}, at most once a second.
 * </ul>
 *
 * <p>Each process writes a file {@code events.out.tfevents.SECONDS.HOST} of its own; TensorBoard
 * joins those of one folder, so a resumed run goes on where the first one stopped. What a killed
 * process had written of an epoch that was not finished is told again.
 *
 * <p>The messages are written by hand: an event has five kinds of field, DL4J's copy of
 * TensorFlow's classes lacks {@code Event}, and the full set would bring a protobuf runtime for it.
 * Tests read the files with TensorFlow's own classes. Not safe for many threads.
 */
public final class TensorBoardLog implements TrainingLog {
  private static final Duration STEP_INTERVAL = Duration.ofSeconds(1);

  private static final String HOST = host();

  private final Path folder;
  private final Clock clock;
  private Optional<RecordFile> file = Optional.empty();
  private Instant stepWritten = Instant.EPOCH;

  /**
   * Writes nothing before the run starts.
   *
   * @param folder made if need be
   * @param clock stamps the events and bounds their rate
   */
  public TensorBoardLog(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Begins a file.
   *
   * @throws IOException if the folder cannot be written
   */
  @Override
  public void started(int epochsDone) throws IOException {
    close();
    Files.createDirectories(folder);
    file = Optional.of(newFile());
    append(Event.version(clock.instant()));
  }

  @Override
  public void step(StepReport step) throws IOException {
    Instant now = clock.instant();
    // A clock that is set back must not silence the log until it has caught up.
    if (Duration.between(stepWritten, now).abs().compareTo(STEP_INTERVAL) >= 0) {
      stepWritten = now;
      long ofRun = (long) (step.epoch() - 1) * step.steps() + step.step();
      append(Event.scalars(now, ofRun, Map.of("step/loss", step.loss())));
    }
  }

  @Override
  public void epoch(EpochReport epoch, List<PredictedSample> shown) throws IOException {
    Instant now = clock.instant();
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("loss", epoch.loss());
    scalars.put("validation_loss", epoch.validation().loss());
    scalars.put("accuracy", epoch.validation().accuracy());
    scalars.put("jaccard", epoch.validation().jaccard());
    scalars.put("learning_rate", epoch.learningRate());
    scalars.put("images_per_second", epoch.imagesPerSecond());
    append(Event.scalars(now, epoch.epoch(), scalars));
    for (int i = 0; i < shown.size(); i++) {
      SamplePicture picture = new SamplePicture(shown.get(i));
      append(
          Event.image(
              now,
              epoch.epoch(),
              "sample/" + (i + 1),
              picture.width(),
              picture.height(),
              picture.png()));
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      RecordFile open = file.get();
      file = Optional.empty();
      open.close();
    }
  }

  private void append(byte[] event) throws IOException {
    file.orElseThrow(() -> new IllegalStateException("the run has not started")).append(event);
  }

  /** TensorBoard reads a folder's files in the order of their names, that is of their seconds. */
  private RecordFile newFile() throws IOException {
    long second = clock.instant().getEpochSecond();
    // Another process of this run may have begun within the same second.
    while (Files.exists(path(second))) {
      second++;
    }
    return RecordFile.create(path(second));
  }

  private Path path(long second) {
    return folder.resolve("events.out.tfevents.%010d.%s".formatted(second, HOST));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
