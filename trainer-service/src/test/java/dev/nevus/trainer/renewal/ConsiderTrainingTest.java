package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.TrainingRequested;
import dev.nevus.label.LabelBook;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.store.Keys;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingEnd.Outcome;
import dev.nevus.training.Trainings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsiderTrainingTest {
  private static final int ENOUGH = 30;
  private static final int AT_LEAST = 5;
  private static final int FROZEN = 3;

  private final Ward ward;
  private final Trainings trainings;
  private final LabelBook book;

  ConsiderTrainingTest(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
    trainings = new Trainings(ward.store);
    book = new LabelBook(ward.store, ward.clock);
  }

  @BeforeEach
  void firstTraining() throws Exception {
    ward.label(0, ENOUGH);
    assertThat(considers(trainer(FROZEN))).isTrue();
    end(1, Outcome.REFUSED);
  }

  @Test
  void labelsThatATrainingKnewBeginNoOther() throws Exception {
    assertThat(considers(trainer(FROZEN))).isFalse();

    ward.label(ENOUGH, ENOUGH);
    assertThat(considers(trainer(FROZEN))).isTrue();

    assertThat(trainings.all())
        .extracting(training -> training.job().trigger())
        .containsExactly("30 new labels", "30 new labels");
  }

  @Test
  void labelsThatWereWithdrawnBeginNoTrainingAgainAndAgain() throws Exception {
    ward.label(ENOUGH, ENOUGH);
    for (int seed = ENOUGH; seed < 2 * ENOUGH; seed++) {
      book.withdraw(ward.image(seed), 1, "ana", "wrong study");
    }
    ConsiderTraining trainer = trainer(FROZEN);

    assertThat(considers(trainer)).isFalse();
    assertThat(considers(trainer)).isFalse();
    assertThat(trainings.all()).hasSize(1);

    ward.label(2 * ENOUGH, ENOUGH);
    assertThat(considers(trainer)).isTrue();
    assertThat(trainings.find(2).orElseThrow().job().trigger()).isEqualTo("30 new labels");
    end(2, Outcome.REFUSED);
    assertThat(considers(trainer)).isFalse();
    assertThat(considers(trainer(FROZEN))).as("another process").isFalse();
  }

  @Test
  void labelsOfImagesThatVanishedDoNotCount() throws Exception {
    ward.label(ENOUGH, ENOUGH);
    for (int seed = ENOUGH; seed < ENOUGH + 5; seed++) {
      ward.store.lose(Keys.original(ward.image(seed)));
    }
    ConsiderTraining trainer = trainer(FROZEN);

    assertThat(considers(trainer)).isFalse();
    ward.clock.pass(Duration.ofDays(8));
    assertThat(considers(trainer)).isTrue();

    assertThat(trainings.find(2).orElseThrow().job().trigger())
        .isEqualTo("25 new labels in 192 hours");
  }

  @Test
  void aNewLabelOfAnOldImageCounts() throws Exception {
    for (int seed = 0; seed < ENOUGH; seed++) {
      try (DrawnLesion drawn = Ward.draw(seed + 1000)) {
        ward.collect(ward.label(ward.image(seed), "ben", drawn.mask()));
      }
    }

    assertThat(considers(trainer(FROZEN))).isTrue();
  }

  @Test
  void tooFewFrozenImagesAreLookedAtAgainOnceThereAreMoreLabels() throws Exception {
    ward.label(ENOUGH, ENOUGH);
    ConsiderTraining trainer = trainer(1000);

    assertThat(considers(trainer)).isFalse();
    int puts = ward.store.puts().size();
    assertThat(considers(trainer)).isFalse();

    assertThat(ward.store.puts()).as("no snapshot was taken").hasSize(puts);
    assertThat(trainings.all()).hasSize(1);
  }

  @Test
  void whatSomebodyAsksForIsBegunInAnyCase() throws Exception {
    assertThat(trainer(1000).consider(trainings.last(), List.of(request()))).isTrue();

    assertThat(trainings.find(2).orElseThrow().job().requests()).containsExactly("a-1");
  }

  @Test
  void ofTwoAtOnceOneBegins() throws Exception {
    ward.label(ENOUGH, ENOUGH);
    Optional<Training> last = trainings.last();

    assertThat(trainer(FROZEN).consider(last, List.of())).isTrue();
    assertThat(trainer(FROZEN).consider(last, List.of())).isTrue();

    assertThat(trainings.all()).hasSize(2);
  }

  @Test
  void labelsOfATrainingThatFailedCountStillButNotAtOnce() throws Exception {
    ward.label(ENOUGH, ENOUGH);
    assertThat(considers(trainer(FROZEN))).isTrue();
    end(2, Outcome.FAILED);

    assertThat(considers(trainer(FROZEN))).as("the same labels").isFalse();
    ward.label(2 * ENOUGH, AT_LEAST - 1);
    assertThat(considers(trainer(FROZEN))).as("hardly more labels").isFalse();
    ward.label(2 * ENOUGH + AT_LEAST - 1, 1);
    assertThat(considers(trainer(FROZEN))).as("more labels").isTrue();
    assertThat(trainings.find(3).orElseThrow().job().trigger()).isEqualTo("35 new labels");

    end(3, Outcome.FAILED);
    assertThat(considers(trainer(FROZEN))).isFalse();
    ward.clock.pass(Duration.ofDays(7));
    assertThat(considers(trainer(FROZEN))).as("after a while").isTrue();
    assertThat(trainings.find(4).orElseThrow().job().trigger()).isEqualTo("35 new labels");

    end(4, Outcome.PROMOTED);
    ward.clock.pass(Duration.ofDays(7));
    assertThat(considers(trainer(FROZEN))).as("they made a model").isFalse();
  }

  @Test
  void afterATrainingThatFailedSomebodyMayAskAtOnce() throws Exception {
    ward.label(ENOUGH, ENOUGH);
    assertThat(considers(trainer(FROZEN))).isTrue();
    end(2, Outcome.FAILED);

    assertThat(trainer(FROZEN).consider(trainings.last(), List.of(request()))).isTrue();
  }

  @Test
  void aDamagedDataSetOfATrainingThatFailedBeginsNoOtherAtOnce() throws Exception {
    ward.label(ENOUGH, ENOUGH);
    assertThat(considers(trainer(FROZEN))).isTrue();
    String dataSet = trainings.find(2).orElseThrow().job().dataSet();
    ward.store.put(Keys.dataSet(dataSet), new byte[] {'{'}, "application/json");
    end(2, Outcome.FAILED);

    assertThat(considers(trainer(FROZEN))).isFalse();
  }

  private TrainingRequested request() {
    return new TrainingRequested("a-1", Optional.empty(), "ana", "now", ward.clock.instant());
  }

  private boolean considers(ConsiderTraining trainer) throws Exception {
    return trainer.consider(trainings.last(), List.of());
  }

  private ConsiderTraining trainer(int frozen) throws Exception {
    TrainerPlan plan = Ward.plan(ENOUGH, 1);
    return new ConsiderTraining(
        ward.desk(),
        plan.trigger(),
        new ConsiderTraining.Labels(new CollectedLabels(ward.store), new KnownLabels(ward.desk())),
        ward.snapshot(LabelPolicy.LATEST),
        new BeginTraining(ward.desk(), plan, Ward.gate(frozen)),
        Ward.figures());
  }

  private void end(int number, Outcome outcome) throws Exception {
    trainings.end(
        new TrainingEnd(number, outcome, Optional.empty(), List.of(), ward.clock.instant()));
  }
}
