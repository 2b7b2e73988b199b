package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.image.ImageId;
import dev.nevus.killpoint.KillPoint;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.KafkaDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that dies with an image in hand; and processes whose clocks are wrong. */
class IngestFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int KILLED = 137;

  private static FaultyNevus nevus;
  private static Senders web;
  private static Senders pushing;
  private static KafkaDoor kafka;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    nevus = FaultyNevus.start(data, 1);
    nevus.startWorker();
    web = new Senders(new HttpDoor(nevus.http()), PATIENCE, 6);
    kafka = new KafkaDoor(nevus.brokers().direct());
    pushing = new Senders(kafka, PATIENCE, 7);
  }

  @AfterAll
  static void stop() throws Exception {
    kafka.close();
    nevus.close();
  }

  @Test
  void killedBetweenStoringAndAnnouncingItLosesNothingThatWasAccepted() throws Exception {
    killedWithAnUpload("after-put");
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-publish", "before-answer"})
  @Tag("faults")
  void killedWithAnUploadInHandItTakesItAgain(String point) throws Exception {
    killedWithAnUpload(point);
  }

  private static void killedWithAnUpload(String point) throws Exception {
    for (int round = 1; round <= Integer.getInteger("nevus.faults.repeat", 1); round++) {
      byte[] image = web.next();
      Optional<ImageId> first;
      try (ChildProcess victim = nevus.startIngest(Map.of(KillPoint.POINT, point + ":1"))) {
        first = web.sendOnce(image);
        assertThat(victim.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(KILLED);
      }
      assertThat(first).as("no answer came").isEmpty();
      try (ChildProcess next = nevus.startIngest()) {
        web.send(image);
        assertEnds(point + ", web, round " + round);
        assertThat(next.isAlive()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"after-put", "before-answer"})
  @Tag("faults")
  void killedWithARecordFromTheLogInHandItReadsItAgain(String point) throws Exception {
    for (int round = 1; round <= Integer.getInteger("nevus.faults.repeat", 1); round++) {
      try (ChildProcess victim = nevus.startIngest(Map.of(KillPoint.POINT, point + ":2"))) {
        pushing.send(4);
        assertThat(victim.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(KILLED);
      }
      try (ChildProcess next = nevus.startIngest()) {
        awaitAnnounced();
        assertEnds(point + ", log, round " + round);
        assertThat(next.isAlive()).isTrue();
      }
    }
  }

  @Test
  @Tag("faults")
  void anImageThatNobodySendsAgainIsAnOrphanThatHarmsNobody() throws Exception {
    byte[] orphan = web.next();
    try (ChildProcess victim = nevus.startIngest(Map.of(KillPoint.POINT, "after-put:1"))) {
      assertThat(web.sendOnce(orphan)).isEmpty();
      assertThat(victim.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(KILLED);
    }
    try (ChildProcess next = nevus.startIngest()) {
      web.send(2);

      assertEnds("an orphan");
      assertThat(next.isAlive()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-1H"})
  @Tag("faults")
  void clocksThatAreWrongByAnHourChangeNoEnd(String ahead) throws Exception {
    Map<String, String> wrong = Map.of(KillPoint.CLOCK_AHEAD, ahead);
    try (ChildProcess ingest = nevus.startIngest(wrong);
        ChildProcess worker = nevus.startWorker(wrong)) {
      web.send(10);
      pushing.send(5);

      awaitAnnounced();
      assertEnds("clocks ahead by " + ahead);
      assertThat(ingest.isAlive()).isTrue();
      assertThat(worker.isAlive()).isTrue();
    }
  }

  /** What was pushed onto the log is accepted there; ingest may still have to read it. */
  private static void awaitAnnounced() throws Exception {
    Ledger.awaitAnnounced(nevus.direct(), pushing.taken(), PATIENCE);
  }

  private static void assertEnds(String what) throws Exception {
    awaitAnnounced();
    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    System.out.println(
        what
            + ": web "
            + ledger.assertEachHasOneEnd(web.taken())
            + "; pushed "
            + ledger.assertEachHasOneEnd(pushing.taken()));
    assertThat(ledger.letters()).isEmpty();
  }
}
