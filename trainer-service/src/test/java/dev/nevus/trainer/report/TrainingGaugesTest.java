package dev.nevus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.lifecycle.Telemetry;
import dev.nevus.trainer.training.EpochReport;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingGaugesTest {
  private static final RunningTraining RUN = new RunningTraining(8, 10);

  private final Telemetry telemetry = new Telemetry("trainer-service");
  private final TrainingGauges gauges = new TrainingGauges(telemetry.registry());

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void tellsPrometheusHowTheTrainingGoes() throws IOException {
    gauges.started(0);
    RUN.tell(gauges, 1, 3);

    EpochReport last = RUN.epoch(3);
    assertThat(scraped("nevus_training_running")).isEqualTo(1);
    assertThat(scraped("nevus_training_epoch")).isEqualTo(3);
    assertThat(scraped("nevus_training_epochs")).isEqualTo(8);
    assertThat(scraped("nevus_training_loss")).isEqualTo(last.loss());
    assertThat(scraped("nevus_training_learning_rate")).isEqualTo(last.learningRate());
    assertThat(scraped("nevus_training_images_per_second")).isEqualTo(last.imagesPerSecond());
    assertThat(scraped("nevus_training_feeding_ratio")).isEqualTo(last.feedingShare());
    assertThat(scraped("nevus_training_validation_loss")).isEqualTo(last.validation().loss());
    assertThat(scraped("nevus_training_validation_jaccard")).isEqualTo(last.validation().jaccard());
    assertThat(scraped("nevus_training_validation_accuracy"))
        .isEqualTo(last.validation().accuracy());
  }

  @Test
  void countsImagesAndSecondsOfEveryRun() throws IOException {
    gauges.started(0);
    RUN.tell(gauges, 1, 2);
    gauges.close();
    gauges.started(2);
    RUN.tell(gauges, 3, 3);

    assertThat(scraped("nevus_training_images_total")).isEqualTo(3 * 10 * RunningTraining.IMAGES);
    assertThat(scraped("nevus_training_seconds_total")).isCloseTo(3 * 31.8, within(1e-9));
  }

  @Test
  void knowsNothingBeforeTheFirstRun() {
    assertThat(scraped("nevus_training_running")).isZero();
    assertThat(scraped("nevus_training_validation_jaccard")).isNaN();
    assertThat(scraped("nevus_training_epoch")).isNaN();
  }

  @Test
  void forgetsTheRunBeforeWhenTheNextOneStarts() throws IOException {
    gauges.started(0);
    RUN.tell(gauges, 1, 1);
    gauges.close();
    double jaccardAfterTheEnd = scraped("nevus_training_validation_jaccard");
    gauges.started(0);

    assertThat(jaccardAfterTheEnd).isEqualTo(RunningTraining.jaccard(1));
    assertThat(scraped("nevus_training_validation_jaccard")).isNaN();
  }

  @Test
  void describesEveryFigure() {
    List<String> told =
        telemetry.scrape().lines().filter(line -> line.contains("nevus_training")).toList();

    long figures = told.stream().filter(line -> !line.startsWith("#")).count();
    assertThat(figures).isEqualTo(12);
    assertThat(told.stream().filter(line -> line.matches("# HELP \\S+ .+"))).hasSize((int) figures);
  }

  private double scraped(String name) {
    return telemetry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + "{"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .mapToDouble(Double::parseDouble)
        .findAny()
        .orElseThrow(() -> new AssertionError(name + " is not among the figures"));
  }
}
