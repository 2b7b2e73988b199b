package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.RealServers;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.event.Correlation;
import dev.nevus.event.EventCodec;
import dev.nevus.event.LabelAccepted;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.label.Label;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.s3.S3ObjectStore;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingState;
import dev.nevus.training.Trainings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainers that are killed with signal 9, and the standby that goes on. */
class KilledTrainerIT {
  private static final int LABELS = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "NEVUS_TRAINING_NEW_LABELS", Integer.toString(LABELS),
          "NEVUS_TRAINING_START", "scratch",
          "NEVUS_TRAINING_SIZE", "64",
          "NEVUS_TRAINING_CHANNELS", "8",
          "NEVUS_TRAINING_BATCH", "8",
          "NEVUS_TRAINING_EPOCHS", "12",
          "NEVUS_TRAINING_PATIENCE", "12",
          "NEVUS_TRAINING_ATTEMPTS", "9",
          "NEVUS_GATE_FEWEST_IMAGES", "5");

  private final Path folder;
  private final Ward ward;
  private final S3ObjectStore store = new S3ObjectStore(RealServers.store());
  private final Trainings trainings = new Trainings(store);
  private final StoredModelRegistry registry =
      new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE);
  private final KafkaEventLog log =
      new KafkaEventLog(
          RealServers.kafka(),
          new KafkaEvents(new EventCodec("ingest-service")),
          new SimpleMeterRegistry());
  private final Map<String, ChildProcess> trainers = new HashMap<>();
  private int started;

  KilledTrainerIT(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.ward = new Ward(folder);
  }

  @BeforeEach
  void fill() throws Exception {
    ward.installNovice();
    for (ObjectKey key : ward.store.list("")) {
      store.put(key, ward.store.get(key), "application/octet-stream");
    }
    startTrainer();
    startTrainer();
  }

  @AfterEach
  void close() {
    trainers.values().forEach(ChildProcess::close);
    log.close();
    store.close();
  }

  @Test
  void whenATrainerIsKilledAnotherOneFinishesItsTraining() throws Exception {
    label(0);
    killWhen(1, () -> epoch(1) >= 2);
    awaitEnd(1);
    label(LABELS);
    killWhen(2, () -> store.size(Keys.training(2, "candidate.json")).isPresent());
    awaitEnd(2);
    label(2 * LABELS);
    killWhen(3, () -> decisions(Kind.NOMINATED) == 3);
    awaitEnd(3);

    List<Training> all = trainings.all();
    assertThat(all).hasSize(3);
    assertThat(all)
        .extracting(training -> training.job().trigger())
        .containsOnly(LABELS + " new labels");
    DataSet last = new DataSets(store).get(all.get(2).job().dataSet());
    assertThat(last.images()).hasSize(3 * LABELS);
    assertThat(decisions(Kind.NOMINATED)).isEqualTo(3);
    assertThat(decisions(Kind.PROMOTED) + decisions(Kind.REFUSED)).isEqualTo(3);
    assertThat(registry.versions()).hasSize(4);
    for (ModelId model : registry.versions()) {
      assertThat(registry.files(model).golden()).isPresent();
    }
  }

  private void startTrainer() throws Exception {
    String name = "trainer-" + ++started;
    trainers.put(name, TrainerProcess.start(name, folder, SETTINGS));
  }

  /** Images and labels as the ingest service leaves and announces them. */
  private void label(int firstSeed) throws Exception {
    for (int seed = firstSeed; seed < firstSeed + LABELS; seed++) {
      try (DrawnLesion drawn = Ward.draw(seed)) {
        Label label = ward.label(ward.image(seed), "ana", drawn.mask());
        for (ObjectKey key :
            List.of(
                Keys.original(label.image()),
                Keys.stored(label.image()),
                label.mask(),
                Keys.labelRecord(label.image(), label.number()))) {
          store.put(key, ward.store.get(key), "application/octet-stream");
        }
        LabelAccepted accepted =
            new LabelAccepted(
                label.image(),
                label.number(),
                label.mask(),
                label.annotator(),
                label.accepted(),
                label.at());
        // Told twice, as after a crash: it counts once.
        log.publish(accepted, Correlation.NONE);
        log.publish(accepted, Correlation.NONE);
      }
    }
  }

  private void killWhen(int training, Callable<Boolean> moment) throws Exception {
    await().atMost(PATIENCE).pollInterval(SOON).until(moment);
    String busy = state(training).trainer();
    ChildProcess trainer = trainers.remove(busy);
    assertThat(trainer).as("the trainer on duty, %s", busy).isNotNull();
    trainer.kill();
    assertThat(trainings.find(training).orElseThrow().end())
        .as("training %d was under way when its trainer was killed", training)
        .isEmpty();
    startTrainer();
  }

  private void awaitEnd(int training) {
    await()
        .atMost(PATIENCE)
        .until(() -> trainings.find(training).map(found -> found.end().isPresent()).orElse(false));
  }

  private int epoch(int training) throws Exception {
    return trainings.find(training).flatMap(Training::state).map(TrainingState::epoch).orElse(0);
  }

  private TrainingState state(int training) throws Exception {
    return trainings.find(training).flatMap(Training::state).orElseThrow();
  }

  private long decisions(Kind kind) throws Exception {
    return registry.history().stream().map(Decision::kind).filter(kind::equals).count();
  }
}
