package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.ModelRefused;
import dev.nevus.event.TrainingRequested;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.store.StoreException;
import dev.nevus.training.Trainings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that somebody wants judged. */
class AnswerRequestTest {
  private static final ModelId NOBODY = new ModelId("20260101T000000Z-00000000");

  private final Ward ward;
  private final Trainings trainings;

  AnswerRequestTest(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
    trainings = new Trainings(ward.store);
  }

  @Test
  void aModelThatThereIsNotIsNotJudgedAndHoldsNobodyUp() throws Exception {
    request("j-1", Optional.of(NOBODY), "is it better?");

    Ward.work(trainer());

    assertThat(trainings.openRequests()).isEmpty();
    assertThat(ward.registry.history()).isEmpty();
  }

  @Test
  void aJudgementIsAskedForInOneLineWhateverSomebodyWrites() throws Exception {
    ward.installNovice();
    ModelId model = ward.publishNovice(4);
    request("j-1", Optional.of(model), "two\nlines\u0000 " + "x".repeat(1000));

    Ward.work(trainer());

    Decision made = ward.registry.history().get(1);
    assertThat(made.kind()).isEqualTo(Kind.REFUSED);
    assertThat(made.reason()).hasSize(500).startsWith("request j-1, by ana: two lines xxx");
    assertThat(trainings.openRequests()).isEmpty();
  }

  @Test
  void aJudgementWhoseLogWasAwayIsToldOnceItIsBackAndMadeOnce() throws Exception {
    ward.installNovice();
    ModelId model = ward.publishNovice(4);
    Renewal trainer = trainer();
    trainer.step();
    request("j-1", Optional.of(model), "is it better?");
    ward.log.goAway();

    assertThatThrownBy(trainer::step).isInstanceOf(EventLogException.class);
    assertThatThrownBy(trainer::step).isInstanceOf(EventLogException.class);
    ward.log.comeBack();
    Ward.work(trainer);

    assertThat(ward.registry.history()).hasSize(2);
    assertThat(ward.told(ModelRefused.class)).isNotEmpty();
    assertThat(trainings.openRequests()).isEmpty();
  }

  @Test
  void aModelThatKillsWhoeverJudgesItIsRefusedAfterAFewTrainers() throws Exception {
    ward.installNovice();
    ModelId model = ward.publishNovice(4);
    ward.label(0, 20);
    request("j-1", Optional.of(model), "is it better?");

    for (int i = 0; i < RunLimits.DEFAULT.attempts(); i++) {
      assertThatThrownBy(trainerMeeting(model, this::die)::step).isInstanceOf(Mortal.Death.class);
      assertThat(ward.registry.history()).hasSize(1);
    }
    Ward.work(trainerMeeting(model, this::die));

    assertRefused("model: judging it ended the trainer 3 times");
  }

  @Test
  void aModelThatBreaksTheJudgeIsRefused() throws Exception {
    ward.installNovice();
    ModelId model = ward.publishNovice(4);
    ward.label(0, 20);
    request("j-1", Optional.of(model), "is it better?");

    Ward.work(
        trainerMeeting(
            model,
            () -> {
              throw new OutOfMemoryError("too large a net");
            }));

    assertRefused("model: judging broke: java.lang.OutOfMemoryError: too large a net");
  }

  @Test
  void anInterruptOrAStoreThatIsAwayIsNoAttemptAtAModel() throws Exception {
    ward.installNovice();
    ModelId model = ward.publishNovice(4);
    ward.label(0, 20);
    request("j-1", Optional.of(model), "is it better?");

    for (int i = 0; i < 2 * RunLimits.DEFAULT.attempts(); i++) {
      assertThatThrownBy(
              trainerMeeting(
                      model,
                      () -> {
                        throw new StoreException("the store is away");
                      })
                  ::step)
          .isInstanceOf(StoreException.class);
      assertThatThrownBy(
              trainerMeeting(
                      model,
                      () -> {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("a closed file");
                      })
                  ::step)
          .isInstanceOf(InterruptedException.class);
    }
    Ward.work(trainer());

    assertThat(ward.registry.history().get(1).findings())
        .noneMatch(finding -> finding.startsWith("model:"));
    assertThat(trainings.openRequests()).isEmpty();
  }

  private void assertRefused(String finding) throws Exception {
    Decision made = ward.registry.history().get(1);
    assertThat(made.kind()).isEqualTo(Kind.REFUSED);
    assertThat(made.by()).isEqualTo("gate");
    assertThat(made.reason()).isEqualTo("request j-1, by ana: is it better?");
    assertThat(made.findings()).containsExactly(finding);
    assertThat(ward.told(ModelRefused.class).stream().map(ModelRefused::reasons).distinct())
        .containsExactly(List.of(finding));
    assertThat(trainings.openRequests()).isEmpty();
  }

  private Object die() {
    throw new Mortal.Death();
  }

  /** A trainer to which this happens while it reads the model's file. */
  private Renewal trainerMeeting(ModelId model, Callable<?> event) throws Exception {
    Meanwhile meanwhile = new Meanwhile(Keys.model(model), event);
    return ward.trainer(Ward.plan(1000, 1), Ward.gate(5), meanwhile.through(ward.store), ward.log);
  }

  private Renewal trainer() throws Exception {
    return ward.trainer(Ward.plan(1000, 1), Ward.gate(5));
  }

  private void request(String name, Optional<ModelId> judge, String reason) throws Exception {
    trainings.keep(new TrainingRequested(name, judge, "ana", reason, ward.clock.instant()));
  }
}
