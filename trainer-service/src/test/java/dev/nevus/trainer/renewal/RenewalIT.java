package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.ModelNominated;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.ModelPublished;
import dev.nevus.event.ModelRefused;
import dev.nevus.event.TrainingEnded;
import dev.nevus.event.TrainingProgressed;
import dev.nevus.event.TrainingRequested;
import dev.nevus.event.TrainingStarted;
import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.label.LabelBook;
import dev.nevus.label.Side;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.Mask;
import dev.nevus.model.Aliases;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd.Outcome;
import dev.nevus.training.Trainings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalIT {
  private static final int EPOCHS = 12;
  private static final int FROZEN = 5;

  private final Ward ward;
  private final Trainings trainings;

  RenewalIT(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
    trainings = new Trainings(ward.store);
  }

  @Test
  void enoughLabelsBecomeAModelThatServesBecauseItIsBetter() throws Exception {
    ModelId novice = ward.installNovice();
    ward.label(0, 60);

    Ward.work(ward.trainer(Ward.plan(60, EPOCHS), Ward.gate(FROZEN)));

    Training training = only();
    assertThat(training.end().orElseThrow().outcome())
        .as(() -> training.end().orElseThrow().reasons().toString())
        .isEqualTo(Outcome.PROMOTED);
    ModelId model = training.end().get().model().orElseThrow();
    Aliases aliases = ward.registry.aliases();
    assertThat(aliases.champion().map(Decision::model)).contains(model);
    assertThat(aliases.candidate()).isEmpty();
    Decision decision = aliases.champion().orElseThrow();
    assertThat(decision.kind()).isEqualTo(Kind.PROMOTED);
    assertThat(decision.against()).contains(novice);
    assertThat(decision.scores()).containsKeys("difference", "parity", "images");
    assertThat(ward.registry.manifest(model).golden()).isPresent();
    assertThat(ward.registry.version(model).files().int8()).isPresent();
    assertThat(ward.registry.manifest(model).data().sha256()).isEqualTo(training.job().dataSet());
    assertThat(ward.told(TrainingStarted.class)).hasSize(1);
    assertThat(ward.told(TrainingProgressed.class)).hasSize(EPOCHS);
    assertThat(ward.told(ModelPublished.class)).hasSize(1);
    assertThat(ward.told(ModelNominated.class)).hasSize(1);
    assertThat(ward.told(ModelPromoted.class).stream().map(ModelPromoted::model))
        .endsWith(model)
        .containsOnlyOnce(model);
    assertThat(ward.told(TrainingEnded.class)).hasSize(1);
  }

  @Test
  void labelsCountOnceAndANextTrainingBeginsWithNewOnesOnly() throws Exception {
    ward.installNovice();
    ward.label(0, 40);
    Renewal trainer = ward.trainer(Ward.plan(40, 1), Ward.gate(FROZEN));
    Ward.work(trainer);
    ward.label(0, 40);
    ward.label(40, 39);
    Ward.work(trainer);
    assertThat(trainings.all()).hasSize(1);

    ward.label(79, 1);
    Ward.work(trainer);

    assertThat(trainings.all())
        .extracting(training -> training.job().trigger())
        .containsExactly("40 new labels", "40 new labels");
    assertThat(set(2).images()).hasSize(80);
  }

  @Test
  void anImageNeverChangesItsSide() throws Exception {
    ward.installNovice();
    ward.label(0, 40);
    Ward.work(ward.trainer(Ward.plan(40, 1), Ward.gate(FROZEN)));
    ward.label(40, 40);
    Ward.work(ward.trainer(Ward.plan(40, 1), Ward.gate(FROZEN)));

    for (Side side : Side.values()) {
      assertThat(set(2).of(side))
          .extracting(DataSet.Entry::image)
          .containsAll(set(1).of(side).stream().map(DataSet.Entry::image).toList());
    }
    assertThat(set(2).of(Side.TEST)).isNotEmpty();
  }

  @Test
  void aCandidateThatLearnedFromWrongMasksIsRefusedAndSaysWhy() throws Exception {
    ward.installNovice();
    ward.label(0, 60);
    Ward.work(ward.trainer(Ward.plan(60, EPOCHS), Ward.gate(FROZEN)));
    ModelId good = ward.registry.champion().orElseThrow().model();
    spoil(set(1));

    Ward.work(ward.trainer(Ward.plan(20, EPOCHS), Ward.gate(FROZEN)));

    Training second = trainings.find(2).orElseThrow();
    assertThat(second.end().orElseThrow().outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(second.end().get().reasons())
        .anySatisfy(reason -> assertThat(reason).startsWith("better-mean"))
        .anySatisfy(reason -> assertThat(reason).startsWith("thresholded-jaccard"));
    assertThat(ward.registry.champion().map(Decision::model)).contains(good);
    assertThat(ward.told(ModelRefused.class)).hasSize(1);
  }

  @Test
  void withTooFewFrozenImagesNothingIsTrainedUntilThereAreMore() throws Exception {
    ward.installNovice();
    ward.label(0, 20);
    Renewal trainer = ward.trainer(Ward.plan(10, 1), Ward.gate(50));

    Ward.work(trainer);
    assertThat(trainings.all()).isEmpty();

    request("a-1", Optional.empty());
    Ward.work(trainer);
    Training asked = only();
    assertThat(asked.end().orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(asked.end().get().reasons())
        .anySatisfy(reason -> assertThat(reason).contains("frozen to judge by, needed are 50"));
    assertThat(trainings.openRequests()).isEmpty();
  }

  @Test
  void afterAWhileFewerLabelsAreEnough() throws Exception {
    ward.installNovice();
    ward.label(0, 40);
    Renewal trainer = ward.trainer(Ward.plan(1000, 1), Ward.gate(FROZEN));

    Ward.work(trainer);
    assertThat(trainings.all()).isEmpty();
    ward.clock.pass(Duration.ofDays(8));
    Ward.work(trainer);

    assertThat(only().job().trigger()).contains("40 new labels in 192 hours");
  }

  @Test
  void aTrainingThatSomebodyAsksForIsServedOnce() throws Exception {
    ward.installNovice();
    ward.label(0, 40);
    request("a-1", Optional.empty());
    Renewal trainer = ward.trainer(Ward.plan(1000, 1), Ward.gate(FROZEN));

    Ward.work(trainer);
    request("a-1", Optional.empty());
    Ward.work(trainer);

    assertThat(only().job().requests()).containsExactly("a-1");
    assertThat(only().job().trigger()).isEqualTo("asked for by ana: pale lesions");
  }

  @Test
  void aModelThatSomebodyBringsIsJudgedWithoutATraining() throws Exception {
    ModelId novice = ward.installNovice();
    ward.label(0, 60);
    Ward.work(ward.trainer(Ward.plan(60, EPOCHS), Ward.gate(FROZEN)));
    request("j-1", Optional.of(novice));

    Ward.work(ward.trainer(Ward.plan(60, EPOCHS), Ward.gate(FROZEN)));

    List<Decision> history = ward.registry.history();
    Decision last = history.get(history.size() - 1);
    assertThat(last.kind()).isEqualTo(Kind.REFUSED);
    assertThat(last.model()).isEqualTo(novice);
    assertThat(last.findings()).anySatisfy(f -> assertThat(f).startsWith("better-mean"));
    assertThat(trainings.all()).hasSize(1);
    assertThat(trainings.openRequests()).isEmpty();
  }

  @Test
  void aWithdrawnLabelTrainsNoMore() throws Exception {
    ward.installNovice();
    ward.label(0, 41);
    ImageId withdrawn = ward.image(0);
    new LabelBook(ward.store, ward.clock).withdraw(withdrawn, 1, "ana", "wrong image");

    Ward.work(ward.trainer(Ward.plan(40, 1), Ward.gate(FROZEN)));

    assertThat(set(1).images()).hasSize(40);
    assertThat(set(1).images()).extracting(DataSet.Entry::image).doesNotContain(withdrawn);
  }

  /** The wrong masks come from somebody who labels only what models learn from and choose by. */
  private void spoil(DataSet set) throws Exception {
    for (DataSet.Entry entry : set.images()) {
      if (entry.side() != Side.TEST) {
        try (DrawnLesion other = Ward.draw(5000);
            Mask wrong =
                Mask.drawn(
                    other.mask().width(), other.mask().height(), (x, y) -> x < 20 || y < 20)) {
          ward.collect(ward.label(entry.image(), "mallory", wrong));
        }
      }
    }
  }

  private void request(String name, Optional<ModelId> judge) throws Exception {
    trainings.keep(new TrainingRequested(name, judge, "ana", "pale lesions", ward.clock.instant()));
  }

  private Training only() throws Exception {
    List<Training> all = trainings.all();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private DataSet set(int training) throws Exception {
    return new DataSets(ward.store).get(trainings.find(training).orElseThrow().job().dataSet());
  }
}
