package dev.nevus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.report.tensorboard.TensorBoardLog;
import dev.nevus.trainer.training.Dl4jTrainer;
import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.training.PredictedSample;
import dev.nevus.trainer.training.RunFolder;
import dev.nevus.trainer.training.TrainingLog;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.UNetShape;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real training with everything that watches one, killed after an epoch and resumed. */
class WatchedTrainingTest {
  private static final UNetShape TINY = UNetShape.notebook(64, 4);

  private final Path folder;
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final TrainingGauges gauges = new TrainingGauges(registry);

  WatchedTrainingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @Test
  void leavesOneRecordThoughKilledInBetween() throws Exception {
    try (TrainingLog logs = TrainingLog.all(List.of(logs(), new Killer()))) {
      assertThatThrownBy(() -> trainer(logs).train()).isInstanceOf(Killed.class);
    }
    try (TrainingLog logs = logs()) {
      assertThat(trainer(logs).resume()).isPresent();
    }

    List<String> history = Files.readAllLines(folder.resolve("history.csv"));
    assertThat(history).hasSize(3);
    assertThat(history.get(1)).startsWith("1,");
    assertThat(history.get(2)).startsWith("2,");
    assertThat(Files.readString(folder.resolve("report/index.html")))
        .contains("<td>1</td>", "<td>2</td>");
    try (var files = Files.list(folder.resolve("tensorboard"))) {
      assertThat(files).hasSize(2);
    }
    assertThat(progress.toString(StandardCharsets.US_ASCII).lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("epoch 1/2 "),
            second -> assertThat(second).startsWith("epoch 2/2 ").endsWith("done"));
    assertThat(registry.get("nevus.training.epoch").gauge().value()).isEqualTo(2);
    assertThat(registry.get("nevus.training.images").counter().count()).isEqualTo(2 * 3 * 8);
    assertThat(registry.get("nevus.training.running").gauge().value()).isZero();
  }

  private TrainingLog logs() {
    return TrainingLog.all(
        List.of(
            new ProgressBar(
                new PrintStream(progress, true, StandardCharsets.US_ASCII),
                ProgressBar.Style.EPOCH_LINES,
                System::nanoTime),
            new TensorBoardLog(folder.resolve("tensorboard"), Clock.systemUTC()),
            new RunReport(folder, "Discs", Map.of("batch", "8")),
            gauges));
  }

  private Dl4jTrainer trainer(TrainingLog log) throws IOException {
    return new Dl4jTrainer(
        SmallNets.plan(TINY, 2, 3),
        DrawnDiscs.draw(24, 64, 1),
        DrawnDiscs.draw(9, 64, 2),
        new RunFolder(folder, FlipAveraging.NONE),
        log);
  }

  /** Dies as soon as the others know of an epoch. */
  private static final class Killer implements TrainingLog {
    @Override
    public void epoch(EpochReport epoch, List<PredictedSample> shown) {
      throw new Killed();
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
