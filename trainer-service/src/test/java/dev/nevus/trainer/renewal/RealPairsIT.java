package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageLimits;
import dev.nevus.image.SharedData;
import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.label.Side;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.model.Decision;
import dev.nevus.trainer.ledger.Shares;
import dev.nevus.trainer.unet.UNetShape;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd.Outcome;
import dev.nevus.training.Trainings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real images and the masks that dermatologists drew: more of them make a better model. */
class RealPairsIT {
  private static final int FIRST = 150;
  private static final int MORE = 300;
  private static final int EPOCHS = 8;
  private static final UNetShape NET = UNetShape.quarterGrid(64, 16);

  private final Ward ward;
  private final Trainings trainings;

  RealPairsIT(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
    trainings = new Trainings(ward.store);
  }

  @Test
  void theModelOfThreeHundredMorePairsReplacesTheOneBefore() throws Exception {
    List<Path> images = new ArrayList<>(SharedData.files("dermoscopy/train/images"));
    Collections.shuffle(images, new Random(4));
    ward.installNovice();

    bring(images.subList(0, FIRST));
    Ward.work(ward.trainer(plan(FIRST), Ward.gate(20)));
    Training first = trainings.find(1).orElseThrow();
    bring(images.subList(FIRST, FIRST + MORE));
    Ward.work(ward.trainer(plan(MORE), Ward.gate(20)));
    Training second = trainings.find(2).orElseThrow();

    System.out.printf(
        "ran on %d real pairs: %d learned from, then %d, judged on %d%n  %s%n  %s%n",
        FIRST + MORE,
        set(first).of(Side.TRAINING).size(),
        set(second).of(Side.TRAINING).size(),
        set(second).of(Side.TEST).size(),
        first.end().orElseThrow().reasons(),
        second.end().orElseThrow().reasons());
    assertThat(first.end().get().outcome()).isEqualTo(Outcome.PROMOTED);
    assertThat(second.end().get().outcome()).isEqualTo(Outcome.PROMOTED);
    Decision decision = ward.registry.champion().orElseThrow();
    assertThat(decision.model()).isEqualTo(second.end().get().model().orElseThrow());
    assertThat(decision.against()).isEqualTo(first.end().get().model());
  }

  private static TrainerPlan plan(int newLabels) {
    return new TrainerPlan(
        new TriggerPolicy(newLabels, Duration.ofDays(7), newLabels),
        LabelPolicy.LATEST,
        Shares.DEFAULT,
        TrainerPlan.Start.SCRATCH,
        new RunSettings(NET, EPOCHS, 16, EPOCHS, 7, RunSettings.IMAGES),
        RunLimits.DEFAULT);
  }

  private void bring(List<Path> images) throws Exception {
    for (Path image : images) {
      String name = image.getFileName().toString().replace(".jpg", ".png");
      Path mask = image.resolveSibling("../masks").resolve(name);
      try (Mask truth = MaskPng.decode(Files.readAllBytes(mask), ImageLimits.DEFAULT)) {
        ward.bring(Files.readAllBytes(image), truth);
      }
    }
  }

  private DataSet set(Training training) throws Exception {
    return new DataSets(ward.store).get(training.job().dataSet());
  }
}
