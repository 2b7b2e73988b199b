package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.Architecture;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.OnnxExport;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Dl4jTrainerTest {
  private static final UNetShape TINY = UNetShape.notebook(64, 4);
  private static final Samples TRAINING = DrawnDiscs.draw(24, 64, 1);
  private static final Samples VALIDATION = DrawnDiscs.draw(9, 64, 2);
  private static final TrainingLog SILENT = new TrainingLog() {};

  private final Path folder;

  Dl4jTrainerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @Test
  void tellsOfEveryStepAndEveryEpoch() throws Exception {
    Recorded recorded = new Recorded();

    trainer(SmallNets.plan(TINY, 3, 3), folder, recorded).train();

    assertThat(recorded.epochs).extracting(EpochReport::epoch).containsExactly(1, 2, 3);
    assertThat(recorded.epochs.get(0).best()).isTrue();
    assertThat(recorded.epochs.get(2).loss()).isLessThan(recorded.epochs.get(0).loss());
    assertThat(recorded.steps)
        .extracting(StepReport::step)
        .containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3);
    assertThat(recorded.shown).isEqualTo(4);
    assertThat(folder.resolve("model.onnx")).isNotEmptyFile();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterAKillAsIfThereHadBeenNone(Architecture architecture) throws Exception {
    UNetShape shape = new UNetShape(architecture, 64, 64, 4);
    TrainingPlan plan = SmallNets.plan(shape, 3, 3);
    Path uninterrupted = folder.resolve("uninterrupted");
    Path killed = folder.resolve("killed");
    ComputationGraph expected = trainer(plan, uninterrupted, SILENT).train();
    assertThatThrownBy(() -> trainer(plan, killed, new Killer()).train())
        .isInstanceOf(Killed.class);
    assertThatThrownBy(() -> trainer(plan, killed, new Killer()).resume())
        .isInstanceOf(Killed.class);

    ComputationGraph resumed = trainer(plan, killed, SILENT).resume().orElseThrow();

    assertThat(OnnxExport.export(resumed, shape)).isEqualTo(OnnxExport.export(expected, shape));
  }

  @Test
  void aFinishedRunIsOnlyReadBack() throws Exception {
    TrainingPlan plan = SmallNets.plan(TINY, 1, 3);
    ComputationGraph trained = trainer(plan, folder, SILENT).train();

    ComputationGraph again = trainer(plan, folder, new Killer()).resume().orElseThrow();

    assertThat(OnnxExport.export(again, TINY)).isEqualTo(OnnxExport.export(trained, TINY));
  }

  @Test
  void withoutACheckpointThereIsNothingToResume() throws Exception {
    assertThat(trainer(SmallNets.plan(TINY, 1, 3), folder, SILENT).resume()).isEmpty();
  }

  @Test
  void beginsWithTheWeightsOfAModel() throws Exception {
    UNetShape shape = UNetShape.quarterGrid(64, 4);
    TrainingPlan longer = SmallNets.plan(shape, 24, 3, Augmentation.NONE);
    ComputationGraph trained = trainer(longer, folder, SILENT).train();
    Recorded fresh = new Recorded();
    Recorded warm = new Recorded();
    TrainingPlan plan = SmallNets.plan(shape, 1, 4, Augmentation.NONE);

    trainer(plan, folder.resolve("fresh"), fresh).train();
    trainer(plan, folder.resolve("warm"), warm).trainFrom(OnnxExport.export(trained, shape));

    assertThat(warm.firstLoss()).isLessThan(0.9 * fresh.firstLoss());
  }

  @Test
  void refusesToGoOnUnderAnotherPlan() throws Exception {
    trainer(SmallNets.plan(TINY, 1, 3), folder, SILENT).train();
    Dl4jTrainer other = trainer(SmallNets.plan(TINY, 1, 4), folder, SILENT);

    assertThatThrownBy(other::resume)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another run");
  }

  @Test
  void refusesATruncatedCheckpoint() throws Exception {
    TrainingPlan plan = SmallNets.plan(TINY, 1, 3);
    trainer(plan, folder, SILENT).train();
    Path checkpoint = folder.resolve("last.checkpoint");
    byte[] whole = Files.readAllBytes(checkpoint);
    Files.write(checkpoint, Arrays.copyOf(whole, whole.length / 2));
    Dl4jTrainer trainer = trainer(plan, folder, SILENT);

    assertThatThrownBy(trainer::resume)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("truncated");
  }

  private static Dl4jTrainer trainer(TrainingPlan plan, Path folder, TrainingLog log)
      throws IOException {
    return new Dl4jTrainer(
        plan, TRAINING, VALIDATION, new RunFolder(folder, FlipAveraging.NONE), log);
  }

  private static final class Recorded implements TrainingLog {
    private final List<StepReport> steps = new ArrayList<>();
    private final List<EpochReport> epochs = new ArrayList<>();
    private int shown;

    double firstLoss() {
      return steps.get(0).loss();
    }

    @Override
    public void step(StepReport step) {
      steps.add(step);
    }

    @Override
    public void epoch(EpochReport epoch, List<PredictedSample> samples) {
      epochs.add(epoch);
      shown = samples.size();
    }
  }

  /** Dies as soon as an epoch's checkpoint is durable. */
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
