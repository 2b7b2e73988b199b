package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.model.ModelId;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd.Outcome;
import dev.nevus.training.Trainings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose weights come from the champion. */
class StartFromChampionIT {
  private static final int LABELS = 40;
  private static final int EPOCHS = 2;
  private static final int WRITE_AFTER_AN_EPOCH = 16;

  private final Ward ward;
  private final ModelId champion;

  StartFromChampionIT(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
    champion = ward.installNovice();
    ward.label(0, LABELS);
  }

  @Test
  void aTrainingGoesOnFromTheWeightsThatServe() throws Exception {
    Ward.work(ward.trainer(plan(), Ward.gate(5)));

    assertMadeAModelFromTheChampion();
  }

  @Test
  void whoeverTakesItOverGoesOnAsWell() throws Exception {
    Mortal life = new Mortal(WRITE_AFTER_AN_EPOCH);
    Renewal mortal =
        ward.trainer(plan(), Ward.gate(5), life.through(ward.store), life.telling(ward.log));
    assertThatThrownBy(() -> Ward.work(mortal)).isInstanceOf(Mortal.Death.class);
    Training left = new Trainings(ward.store).last().orElseThrow();
    assertThat(left.state().orElseThrow().epoch()).isEqualTo(1);

    Ward.work(ward.trainer(plan(), Ward.gate(5)));

    assertMadeAModelFromTheChampion();
  }

  private void assertMadeAModelFromTheChampion() throws Exception {
    Training training = new Trainings(ward.store).last().orElseThrow();
    assertThat(training.job().start()).contains(champion);
    assertThat(training.end().orElseThrow().outcome())
        .as(training.end().get().reasons().toString())
        .isNotEqualTo(Outcome.FAILED);
    assertThat(training.job().number()).isEqualTo(1);
  }

  private static TrainerPlan plan() {
    TrainerPlan plan = Ward.plan(LABELS, EPOCHS);
    return new TrainerPlan(
        plan.trigger(),
        plan.labels(),
        plan.shares(),
        TrainerPlan.Start.CHAMPION,
        plan.settings(),
        plan.limits());
  }
}
