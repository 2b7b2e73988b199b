package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.OnnxExport;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Dl4jTrainerTest {
  private static final UNetShape TINY = new UNetShape(32, 32, 4);
  private static final Samples TRAINING = DrawnDiscs.draw(24, 32, 1);
  private static final Samples VALIDATION = DrawnDiscs.draw(9, 32, 2);

  private final Path folder;

  Dl4jTrainerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @Test
  void lowersTheLoss() throws Exception {
    List<EpochReport> reports = new ArrayList<>();

    trainer(new TrainingPlan(TINY, 3, 1, 8, 3), folder, reports::add).train();

    assertThat(reports).extracting(EpochReport::epoch).containsExactly(1, 2, 3, 4);
    assertThat(reports.get(3).loss()).isLessThan(reports.get(0).loss());
  }

  @Test
  void keepsTheBestEpochAsAModel() throws Exception {
    List<EpochReport> reports = new ArrayList<>();

    trainer(new TrainingPlan(TINY, 2, 0, 8, 3), folder, reports::add).train();

    assertThat(reports.get(0).best()).isTrue();
    assertThat(folder.resolve("model.onnx")).isNotEmptyFile();
  }

  @Test
  void goesOnAfterAKillAsIfThereHadBeenNone() throws Exception {
    TrainingPlan plan = new TrainingPlan(TINY, 2, 1, 8, 3);
    Path uninterrupted = folder.resolve("uninterrupted");
    Path killed = folder.resolve("killed");
    ComputationGraph expected = trainer(plan, uninterrupted, report -> {}).train();
    for (int epoch = 1; epoch <= 2; epoch++) {
      Dl4jTrainer trainer = trainer(plan, killed, Dl4jTrainerTest::kill);
      assertThatThrownBy(trainer::resume).isInstanceOf(Killed.class);
    }

    ComputationGraph resumed = trainer(plan, killed, report -> {}).resume();

    assertThat(OnnxExport.export(resumed, TINY)).isEqualTo(OnnxExport.export(expected, TINY));
  }

  @Test
  void aFinishedRunIsOnlyReadBack() throws Exception {
    TrainingPlan plan = new TrainingPlan(TINY, 1, 0, 8, 3);
    ComputationGraph trained = trainer(plan, folder, report -> {}).train();

    ComputationGraph again = trainer(plan, folder, Dl4jTrainerTest::kill).resume();

    assertThat(OnnxExport.export(again, TINY)).isEqualTo(OnnxExport.export(trained, TINY));
  }

  @Test
  void refusesToGoOnUnderAnotherPlan() throws Exception {
    trainer(new TrainingPlan(TINY, 1, 0, 8, 3), folder, report -> {}).train();
    Dl4jTrainer other = trainer(new TrainingPlan(TINY, 1, 0, 8, 4), folder, report -> {});

    assertThatThrownBy(other::resume)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another run");
  }

  @Test
  void refusesATruncatedCheckpoint() throws Exception {
    TrainingPlan plan = new TrainingPlan(TINY, 1, 0, 8, 3);
    trainer(plan, folder, report -> {}).train();
    Path checkpoint = folder.resolve("last.checkpoint");
    byte[] whole = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(whole, whole.length / 2));
    Dl4jTrainer trainer = trainer(plan, folder, report -> {});

    assertThatThrownBy(trainer::resume)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("truncated");
  }

  private static Dl4jTrainer trainer(TrainingPlan plan, Path folder, Consumer<EpochReport> listener)
      throws IOException {
    return new Dl4jTrainer(plan, TRAINING, VALIDATION, new RunFolder(folder), listener);
  }

  private static void kill(EpochReport report) {
    throw new Killed(report);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed(EpochReport report) {
      super(report.toString());
    }
  }
}
