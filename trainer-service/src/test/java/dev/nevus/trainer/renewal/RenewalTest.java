package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.TrainingEnded;
import dev.nevus.event.TrainingRequested;
import dev.nevus.event.TrainingStarted;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.store.Keys;
import dev.nevus.store.StoreException;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingEnd.Outcome;
import dev.nevus.training.TrainingJob;
import dev.nevus.training.Trainings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps in which nothing is learned. */
class RenewalTest {
  private final Ward ward;
  private final Trainings trainings;

  RenewalTest(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
    trainings = new Trainings(ward.store);
  }

  @Test
  void aTrainingWithoutEnoughImagesThatSomebodyAskedForSaysWhatIsLacking() throws Exception {
    ward.label(0, 3);
    request("a-1");

    Ward.work(trainer());

    TrainingEnd end = trainings.find(1).orElseThrow().end().orElseThrow();
    assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(end.reasons())
        .singleElement()
        .asString()
        .contains("to learn from, needed are 8", "frozen to judge by, needed are 5");
    assertThat(ward.told(TrainingStarted.class)).hasSize(1);
    assertThat(ward.told(TrainingEnded.class)).hasSize(1);
    assertThat(trainings.openRequests()).isEmpty();
  }

  @Test
  void anEndWhoseLogWasAwayIsToldOnceItIsBack() throws Exception {
    request("a-1");
    Renewal trainer = trainer();
    trainer.step();
    // The beginning is told, the end is not.
    ward.log.goAwayAfter(1);

    assertThatThrownBy(trainer::step).isInstanceOf(EventLogException.class);
    assertThat(trainings.find(1).orElseThrow().end()).isPresent();
    assertThat(ward.told(TrainingEnded.class)).isEmpty();
    ward.log.comeBack();
    Ward.work(trainer);

    assertThat(ward.told(TrainingEnded.class)).hasSize(1);
  }

  @Test
  void aTrainingWhoseDataSetIsDamagedFails() throws Exception {
    begin(Ward.plan(10, 1).settings());
    String dataSet = trainings.find(1).orElseThrow().job().dataSet();
    ward.store.put(Keys.dataSet(dataSet), new byte[] {'{'}, "application/json");

    Ward.work(trainer());

    assertThat(reason()).contains("datasets/" + dataSet, "damaged");
  }

  @Test
  void aTrainingWhoseImagesVanishedFailsAndTheNextOneMayBegin() throws Exception {
    ward.label(0, 40);
    begin(Ward.plan(40, 1).settings());
    ward.forget(ward.take(LabelPolicy.LATEST));

    Ward.work(trainer());

    assertThat(reason())
        .isEqualTo(
            "of the labelled images only 0 to learn from and 0 to choose the best epoch by"
                + " can be used: see the log");
  }

  @Test
  void aTrainingIsNotGivenUpBecauseTheStoreIsAway() throws Exception {
    ward.label(0, 40);
    begin(Ward.plan(40, 1).settings());
    Renewal trainer = trainer();
    for (int call = 1; call < 16; call++) {
      ward.store.goAwayAfter(call);
      try {
        trainer.step();
      } catch (StoreException e) {
        assertThat(e).hasMessage("the store is away");
      }
      ward.store.comeBack();
      assertThat(trainings.find(1).orElseThrow().end()).as("away at call %d", call).isEmpty();
    }
  }

  @Test
  void anInterruptGivesNoTrainingUpAndDoesNotCount() throws Exception {
    ward.label(0, 40);
    begin(Ward.plan(40, 1).settings());

    for (int i = 0; i < 10; i++) {
      Renewal trainer = trainer();
      Thread.currentThread().interrupt();
      assertThatThrownBy(trainer::step).isInstanceOf(InterruptedException.class);
    }

    assertThat(trainings.find(1).orElseThrow().end()).isEmpty();
  }

  private String reason() throws Exception {
    TrainingEnd end = trainings.find(1).orElseThrow().end().orElseThrow();
    assertThat(end.outcome()).isEqualTo(Outcome.FAILED);
    return end.reasons().get(0);
  }

  private void begin(RunSettings settings) throws Exception {
    DataSet set = ward.take(LabelPolicy.LATEST);
    String digest = new DataSets(ward.store).keep(set);
    trainings.begin(
        new TrainingJob(
            1,
            digest,
            "40 new labels",
            List.of(),
            Optional.empty(),
            settings.words(),
            ward.clock.instant()));
  }

  private Renewal trainer() throws Exception {
    return ward.trainer(Ward.plan(1000, 1), Ward.gate(5));
  }

  private void request(String name) throws Exception {
    trainings.keep(
        new TrainingRequested(name, Optional.empty(), "ana", "now", ward.clock.instant()));
  }
}
