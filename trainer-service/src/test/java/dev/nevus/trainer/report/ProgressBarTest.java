package dev.nevus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.StepReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private static final RunningTraining RUN = new RunningTraining(3, 10);

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);

  @Test
  void saysOnATerminalHowFarTheRunIs() {
    ProgressBar bar = bar(ProgressBar.Style.REDRAWN);

    bar.started(0);
    pass(Duration.ofSeconds(8));
    for (int step = 1; step <= 5; step++) {
      bar.step(new StepReport(1, 3, step, 10, 16, step / 10.0));
      pass(Duration.ofSeconds(step == 5 ? 0 : 8));
    }

    // 5 of 30 steps in 40 s: 25 steps are left, 8 s each, and 16 images a step are 2 a second.
    assertThat(lastDrawing())
        .isEqualTo(
            "epoch 1/3 [##########----------] loss 0.3000, 2.0 images/s, at most 3 min 20 s left");
  }

  @Test
  void redrawsOneLineInPlace() {
    ProgressBar bar = bar(ProgressBar.Style.REDRAWN);

    bar.started(0);
    for (int step = 1; step <= 10; step++) {
      pass(Duration.ofSeconds(1));
      bar.step(RUN.step(1, step));
    }

    assertThat(text()).doesNotContain("\n");
    assertThat(drawings()).hasSize(10).allMatch(drawing -> drawing.startsWith("\r"));
  }

  @Test
  void drawsAFewTimesASecondHoweverFastTheSteps() {
    ProgressBar bar = bar(ProgressBar.Style.REDRAWN);

    bar.started(0);
    for (int i = 0; i < 10_000; i++) {
      pass(Duration.ofNanos(100_000));
      bar.step(RUN.step(1 + i / 10, 1 + i % 10));
    }

    assertThat(drawings()).hasSizeBetween(3, 5);
  }

  @Test
  void remembersTheBestJaccardAmongLaterOnes() {
    ProgressBar bar = bar(ProgressBar.Style.EPOCH_LINES);
    bar.started(0);

    for (int epoch = 4; epoch <= 5; epoch++) {
      bar.step(new RunningTraining(5, 1).step(epoch, 1));
      bar.epoch(RUN.epoch(epoch), List.of());
    }

    assertThat(text().lines().toList().get(1))
        .contains(
            "Jaccard %.4f (best %.4f)"
                .formatted(RunningTraining.jaccard(5), RunningTraining.jaccard(4)));
  }

  @Test
  void claimsNoBestThatTheRunBeforeItsResumptionFound() {
    ProgressBar bar = bar(ProgressBar.Style.EPOCH_LINES);
    EpochReport epoch = RUN.epoch(5);
    assertThat(epoch.best()).isFalse();

    bar.started(4);
    bar.step(new RunningTraining(9, 1).step(5, 1));
    bar.epoch(epoch, List.of());

    assertThat(text()).contains("Jaccard").doesNotContain("best");
  }

  @Test
  void writesALineAnEpochWithoutATerminal() throws Exception {
    ProgressBar bar = bar(ProgressBar.Style.EPOCH_LINES);

    try (bar) {
      bar.started(0);
      pass(Duration.ofSeconds(30));
      RUN.tell(bar, 1, 3);
    }

    assertThat(text().lines())
        .hasSize(3)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo(
                        "epoch 1/3 [####################] loss 0.9500, Jaccard 0.6600 (best"
                            + " 0.6600), 5.0 images/s, at most 1 min 0 s left"),
            second -> assertThat(second).startsWith("epoch 2/3 "),
            third -> assertThat(third).startsWith("epoch 3/3 ").endsWith(" done"));
    assertThat(text()).doesNotContain("\r", "\u001b");
  }

  @Test
  void leavesTheLastStateOnALineOfItsOwn() throws Exception {
    ProgressBar bar = bar(ProgressBar.Style.REDRAWN);

    bar.started(0);
    RUN.tell(bar, 1, 3);
    bar.close();
    bar.close();

    assertThat(text()).endsWith(System.lineSeparator()).containsOnlyOnce("\n");
    assertThat(lastDrawing()).startsWith("epoch 3/3 [####################]").endsWith("done");
  }

  @Test
  void saysTimeInItsTwoLargestUnits() {
    assertThat(List.of(4, 59, 60, 3599, 3600, 3629, 3630, 86_400 + 59 * 60))
        .extracting(seconds -> new TimeSpan(Duration.ofSeconds(seconds)).toString())
        .containsExactly(
            "4 s",
            "59 s",
            "1 min 0 s",
            "59 min 59 s",
            "1 h 0 min",
            "1 h 0 min",
            "1 h 1 min",
            "24 h 59 min");
  }

  private ProgressBar bar(ProgressBar.Style style) {
    return new ProgressBar(
        new PrintStream(written, true, StandardCharsets.US_ASCII), style, now::get);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private String text() {
    return written.toString(StandardCharsets.US_ASCII);
  }

  private List<String> drawings() {
    return Arrays.stream(text().split("(?=\r)", -1)).filter(line -> !line.isBlank()).toList();
  }

  private String lastDrawing() {
    return drawings()
        .get(drawings().size() - 1)
        .replaceAll("\u001b\\[\\?7[lh]|\u001b\\[K", "")
        .strip();
  }
}
