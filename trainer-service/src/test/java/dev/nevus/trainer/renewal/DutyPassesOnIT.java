package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.model.Aliases;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.segment.MaskForm;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingEnd.Outcome;
import dev.nevus.training.TrainingState;
import dev.nevus.training.Trainings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainers that have to leave in the midst of their work, or do not know yet that they should. */
class DutyPassesOnIT {
  private static final int LABELS = 40;
  private static final int EPOCHS = 6;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final Ward ward;
  private final Trainings trainings;
  private int trainers;

  DutyPassesOnIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.ward = new Ward(folder);
    this.trainings = new Trainings(ward.store);
    ward.installNovice();
    ward.label(0, LABELS);
  }

  @Test
  void oneThatIsInterruptedLeavesTheTrainingToTheNextOne() throws Exception {
    int interrupted = 0;
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      for (int epoch = 1; epoch < EPOCHS; epoch++) {
        int reached = epoch;
        Future<Boolean> working = threads.submit(work());
        await().atMost(PATIENCE).until(() -> epoch() >= reached || working.isDone());
        if (working.cancel(true) && isUnderWay()) {
          interrupted++;
        }
      }
    } finally {
      threads.shutdown();
      assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
    work().call();

    assertThat(interrupted).isPositive();
    System.out.println("a training was left " + interrupted + " times");
    TrainingEnd end = only().end().orElseThrow();
    assertThat(end.outcome()).as(end.reasons().toString()).isNotEqualTo(Outcome.FAILED);
    assertThat(epoch()).isEqualTo(EPOCHS);
  }

  @Test
  void twoThatBothBelieveToBeOnDutyMakeOneTrainingAndOneDecision() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> both = new ArrayList<>();
      for (Callable<Boolean> one : List.of(work(), work())) {
        both.add(threads.submit(one));
      }
      for (Future<Boolean> one : both) {
        assertThat(one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    TrainingEnd end = only().end().orElseThrow();
    List<Decision> byGate =
        ward.registry.history().stream().filter(d -> d.by().equals("gate")).toList();
    assertThat(end.outcome()).isNotEqualTo(Outcome.FAILED);
    assertThat(byGate.stream().filter(d -> d.model().equals(end.model().orElseThrow()))).hasSize(1);
    Aliases aliases = ward.registry.aliases();
    if (end.outcome() == Outcome.PROMOTED) {
      assertThat(byGate).extracting(Decision::kind).contains(Kind.PROMOTED);
    } else {
      assertThat(aliases.champion().orElseThrow().kind()).isEqualTo(Kind.INSTALLED);
    }
  }

  private Callable<Boolean> work() throws Exception {
    TrainerDuty duty =
        new TrainerDuty(
            ward.desk(),
            Ward.plan(LABELS, EPOCHS),
            new Judging(Ward.gate(5), MaskForm.ISIC),
            folder.resolve("trainer-" + trainers++),
            NativeBackend.activate(),
            new TrainerDuty.Meters(new SimpleMeterRegistry(), () -> true));
    Renewal renewal = duty.renewal(new CollectedLabels(ward.store));
    return () -> {
      Ward.work(renewal);
      return true;
    };
  }

  private boolean isUnderWay() throws Exception {
    return trainings.find(1).filter(training -> training.end().isEmpty()).isPresent();
  }

  private int epoch() throws Exception {
    return trainings.find(1).flatMap(Training::state).map(TrainingState::epoch).orElse(0);
  }

  private Training only() throws Exception {
    List<Training> all = trainings.all();
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
