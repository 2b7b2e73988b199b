package dev.nevus.trainer.report;

import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.PredictedSample;
import dev.nevus.trainer.training.StepReport;
import dev.nevus.trainer.training.TrainingLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A training's figures for Prometheus:
 *
 * <table>
 *   <caption>Gauges are not a number until there is a value.</caption>
 *   <tr><td>{@code nevus_training_running}</td><td>1 between start and end of a run</td></tr>
 *   <tr><td>{@code nevus_training_epoch}</td><td>that is being learned, from 1</td></tr>
 *   <tr><td>{@code nevus_training_epochs}</td><td>that the run may have at the most</td></tr>
 *   <tr><td>{@code nevus_training_loss}, {@code _learning_rate}, {@code _images_per_second}, {@code
 *       _feeding_ratio}, {@code _validation_loss}, {@code _validation_jaccard}, {@code
 *       _validation_accuracy}</td><td>of the last finished epoch</td></tr>
 *   <tr><td>{@code nevus_training_images_total}, {@code nevus_training_seconds_total}</td><td>over
 *       all runs of the process</td></tr>
 * </table>
 *
 * <p>One for each registry, used by one run after the other: meters are registered once, when it is
 * made, and live as long as the registry. The registry may be read by any thread while one trains.
 */
public final class TrainingGauges implements TrainingLog {
  private final MeterRegistry registry;
  private final Counter images;
  private final Counter seconds;
  private volatile boolean running;
  private volatile Optional<StepReport> step = Optional.empty();
  private volatile Optional<EpochReport> epoch = Optional.empty();

  /** Registers every meter. */
  public TrainingGauges(MeterRegistry registry) {
    this.registry = registry;
    this.images =
        Counter.builder("nevus.training.images")
            .description("Images learned from, each as often as it was shown")
            .baseUnit("images")
            .register(registry);
    this.seconds =
        Counter.builder("nevus.training")
            .description("Time spent learning, without validation")
            .baseUnit("seconds")
            .register(registry);
    gauge("running", "Whether a run is going on: 1 or 0", log -> log.running ? 1 : 0);
    ofStep("epoch", "Epoch that is being learned, from 1", StepReport::epoch);
    ofStep("epochs", "Epochs that the run may have at the most", StepReport::epochs);
    gaugesOfEpoch();
  }

  /** Figures of the run before are gone. */
  @Override
  public void started(int epochsDone) {
    step = Optional.empty();
    epoch = Optional.empty();
    running = true;
  }

  @Override
  public void step(StepReport report) {
    step = Optional.of(report);
    images.increment(report.images());
  }

  @Override
  public void epoch(EpochReport report, List<PredictedSample> shown) {
    epoch = Optional.of(report);
    seconds.increment(report.time().toNanos() / 1e9);
  }

  /** The run is over; its last figures stay. */
  @Override
  public void close() {
    running = false;
  }

  private void gaugesOfEpoch() {
    ofEpoch("loss", "Mean training loss a pixel of the last epoch", EpochReport::loss);
    ofEpoch("learning.rate", "At the last epoch's end", EpochReport::learningRate);
    ofEpoch("images.per.second", "Speed of the last epoch", EpochReport::imagesPerSecond);
    ofEpoch(
        "feeding.ratio",
        "Share of the last epoch's time that was spent waiting for images, 0 to 1",
        EpochReport::feedingShare);
    ofEpoch(
        "validation.loss",
        "Mean validation loss a pixel after the last epoch",
        report -> report.validation().loss());
    ofEpoch(
        "validation.jaccard",
        "Mean Jaccard index of the validation images after the last epoch, 0 to 1",
        report -> report.validation().jaccard());
    ofEpoch(
        "validation.accuracy",
        "Share of the validation images' pixels on the right side after the last epoch, 0 to 1",
        report -> report.validation().accuracy());
  }

  private void ofStep(String name, String description, ToDoubleFunction<StepReport> figure) {
    gauge(
        name,
        description,
        log -> log.step.stream().mapToDouble(figure).findAny().orElse(Double.NaN));
  }

  private void ofEpoch(String name, String description, ToDoubleFunction<EpochReport> figure) {
    gauge(
        name,
        description,
        log -> log.epoch.stream().mapToDouble(figure).findAny().orElse(Double.NaN));
  }

  private void gauge(String name, String description, ToDoubleFunction<TrainingGauges> figure) {
    Gauge.builder("nevus.training." + name, this, figure)
        .description(description)
        .strongReference(true)
        .register(registry);
  }
}
