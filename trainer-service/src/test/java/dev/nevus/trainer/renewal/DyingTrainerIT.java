package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Event;
import dev.nevus.event.ModelNominated;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.ModelPublished;
import dev.nevus.event.ModelRefused;
import dev.nevus.event.TrainingEnded;
import dev.nevus.event.TrainingStarted;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.training.Training;
import dev.nevus.training.Trainings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A trainer that dies in place of each of its writes in turn, and another one that goes on:
 * whatever the moment, the outcome is that of a trainer that never died.
 */
class DyingTrainerIT {
  private static final int LABELS = 40;

  private final Path folder;
  private int wards;

  DyingTrainerIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whateverWriteItDiesAtAnotherTrainerBringsTheTrainingToItsEnd() throws Exception {
    Ward whole = ward();
    Mortal immortal = new Mortal(Integer.MAX_VALUE);
    Ward.work(trainer(whole, immortal));
    String expected = outcome(whole);
    assertThat(immortal.writes()).isGreaterThan(30);
    System.out.println("a trainer dies at each of " + immortal.writes() + " writes");

    for (int death = 1; death <= immortal.writes(); death++) {
      Ward ward = ward();
      try {
        Ward.work(trainer(ward, new Mortal(death)));
      } catch (Mortal.Death atThatWrite) {
        assertNoHalfModel(ward, death);
      }
      Renewal second = trainer(ward, new Mortal(Integer.MAX_VALUE));
      Ward.work(second);

      assertThat(outcome(ward)).as("died at write %d", death).isEqualTo(expected);
      assertNoHalfModel(ward, death);
      assertThat(second.step()).as("died at write %d, labels count once", death).isFalse();
      assertEverythingWasTold(ward, death);
    }
  }

  private Ward ward() throws Exception {
    Ward ward = new Ward(folder.resolve("ward-" + wards++));
    ward.installNovice();
    ward.label(0, LABELS);
    return ward;
  }

  private static Renewal trainer(Ward ward, Mortal life) throws IOException {
    return ward.trainer(
        Ward.plan(LABELS, 2), Ward.gate(5), life.through(ward.store), life.telling(ward.log));
  }

  /** Everything but names, which hold a time, and measured times. */
  private static String outcome(Ward ward) throws Exception {
    List<Training> trainings = new Trainings(ward.store).all();
    List<Decision> decisions = ward.registry.history();
    return "%d training, %s; %d versions; decisions %s; model of %s"
        .formatted(
            trainings.size(),
            trainings.get(0).end().orElseThrow().outcome(),
            ward.registry.versions().size(),
            decisions.stream().map(Decision::kind).toList(),
            ward.registry.manifest(trainings.get(0).end().get().model().orElseThrow()).sha256());
  }

  /** Whatever is listed is whole and certified. */
  private static void assertNoHalfModel(Ward ward, int death) throws Exception {
    for (ModelId model : ward.registry.versions()) {
      assertThat(ward.registry.files(model).golden()).as("died at write %d", death).isPresent();
      assertThat(ward.store.size(Keys.model(model))).isPresent();
    }
  }

  /** Perhaps more than once, but then in the same words. */
  private static void assertEverythingWasTold(Ward ward, int death) throws Exception {
    for (Class<? extends Event> kind :
        List.of(
            TrainingStarted.class,
            ModelPublished.class,
            ModelNominated.class,
            TrainingEnded.class)) {
      assertThat(ward.told(kind).stream().map(Event::id).distinct())
          .as("died at write %d, %s", death, kind.getSimpleName())
          .hasSize(1);
    }
    assertThat(verdicts(ward)).as("died at write %d, its verdict", death).hasSize(1);
  }

  /** The ids of what was told of the gate's decision on the training's model. */
  private static Set<String> verdicts(Ward ward) throws Exception {
    ModelId model =
        new Trainings(ward.store).all().get(0).end().orElseThrow().model().orElseThrow();
    Stream<Event> promoted =
        ward.told(ModelPromoted.class).stream()
            .filter(event -> event.model().equals(model))
            .map(Event.class::cast);
    Stream<Event> refused =
        ward.told(ModelRefused.class).stream()
            .filter(event -> event.model().equals(model))
            .map(Event.class::cast);
    return Stream.concat(promoted, refused).map(Event::id).collect(Collectors.toSet());
  }
}
