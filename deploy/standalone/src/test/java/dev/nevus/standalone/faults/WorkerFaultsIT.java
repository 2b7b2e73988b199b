package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.event.DeadLettered;
import dev.nevus.image.ImageId;
import dev.nevus.killpoint.KillPoint;
import dev.nevus.standalone.client.HttpDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die, freeze, leave and come, beside one that stays. */
class WorkerFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int ATTEMPTS = 3;
  private static final int KILLED = 137;

  /** After a native crash that is to leave no memory dump. */
  private static final int CRASHED = 1;

  private static final int ENDED_ITSELF = 75;
  private static final int TERMINATED = 143;
  private static final List<String> POINTS =
      List.of(
          "after-get", "after-infer", "between-puts", "after-put", "after-publish", "before-ack");

  /** Images that were bad on purpose, in all tests so far. */
  private static final Set<ImageId> GIVEN_UP = new HashSet<>();

  private static FaultyNevus nevus;
  private static Senders hospital;
  private static ChildProcess steady;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    nevus = FaultyNevus.start(data, 1);
    nevus.startIngest();
    steady = nevus.startWorker();
    hospital = new Senders(new HttpDoor(nevus.http()), PATIENCE, 1);
  }

  @AfterAll
  static void stop() throws Exception {
    nevus.close();
  }

  @Test
  void killedAtEachPointWithAnImageInHandNothingIsLostOrDoneTwice() throws Exception {
    for (int round = 1; round <= Integer.getInteger("nevus.faults.repeat", 1); round++) {
      List<ChildProcess> victims = startAll(POINTS.stream().map(WorkerFaultsIT::killedAt).toList());
      long until = System.nanoTime() + PATIENCE.toNanos();
      while (victims.stream().anyMatch(ChildProcess::isAlive)) {
        assertThat(System.nanoTime()).as("each comes to its point in time").isLessThan(until);
        hospital.send(1);
      }

      assertThat(victims).extracting(victim -> victim.onExit().join()).containsOnly(KILLED);
      Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
      System.out.println(
          "round " + round + ", killed at " + POINTS + ": " + endsOnce(ledger, Set.of()));
    }
  }

  @Test
  void askedToStopItFinishesWhatItHasAndNothingIsDoneAgain() throws Exception {
    int repeatedBefore = Ledger.whenDone(nevus.direct(), PATIENCE).repeated();
    ChildProcess leaving = nevus.startWorker();

    hospital.send(20);
    assertThat(leaving.stop(PATIENCE)).isEqualTo(TERMINATED);
    hospital.send(5);

    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    System.out.println("asked to stop: " + endsOnce(ledger, Set.of()));
    assertThat(ledger.repeated()).isEqualTo(repeatedBefore);
  }

  @Test
  @Tag("faults")
  void aFrozenWorkersLateWriteChangesNothing() throws Exception {
    ChildProcess zombie = nevus.startWorker();
    Duration frozen = Duration.parse(System.getProperty("nevus.faults.frozen", "PT5S"));

    Set<ImageId> sent = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      sent.add(hospital.send(hospital.next()));
      if (i == 10) {
        FaultyNevus.signal("STOP", zombie);
      }
    }
    long until = System.nanoTime() + frozen.toNanos();
    Ledger others = Ledger.whenDone(nevus.direct(), PATIENCE);
    await().atMost(frozen.plus(PATIENCE)).until(() -> System.nanoTime() > until);
    FaultyNevus.signal("CONT", zombie);
    hospital.send(5);
    assertThat(zombie.stop(PATIENCE)).as("it ends in order").isEqualTo(TERMINATED);

    assertThat(others.segmented()).as("others did what it held").containsAll(sent);
    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    System.out.println("frozen for " + frozen + ": " + endsOnce(ledger, Set.of()));
  }

  @Test
  void anImageThatCrashesEveryWorkerIsGivenUpAfterThreeAttemptsAndHarmsNoNeighbour()
      throws Exception {
    givesUpOnly("crash", CRASHED);
  }

  @Test
  @Tag("faults")
  void anImageWhoseComputingNeverEndsIsGivenUpAfterThreeAttemptsAndHarmsNoNeighbour()
      throws Exception {
    givesUpOnly("hang", ENDED_ITSELF);
  }

  @Test
  @Tag("faults")
  void anImageForWhichThereIsNoMemoryIsGivenUpAndTheWorkerLives() throws Exception {
    byte[] poison = hospital.next();
    replaceSteady(poison("memory", poison));
    hospital.send(3);
    ImageId bad = hospital.send(poison);
    hospital.send(3);

    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    System.out.println("no memory: " + endsOnce(ledger, Set.of(bad)));
    assertThat(steady.isAlive()).isTrue();
  }

  @Test
  @Tag("faults")
  void workersThatComeAndGoEveryTwoSecondsLoseNothing() throws Exception {
    Deque<ChildProcess> crew = new ArrayDeque<>(startAll(List.of(Map.of(), Map.of(), Map.of())));
    for (int turn = 0; turn < 10; turn++) {
      long begun = System.nanoTime();
      hospital.send(10);
      assertThat(crew.removeFirst().stop(PATIENCE)).isEqualTo(TERMINATED);
      crew.addLast(nevus.startWorker());
      await().atMost(PATIENCE).until(() -> System.nanoTime() - begun > 2_000_000_000L);
    }
    crew.forEach(ChildProcess::close);

    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
    System.out.println("ten come, ten gone: " + endsOnce(ledger, Set.of()));
  }

  /** Whoever works ends at this image and is started again, as a supervisor does. */
  private static void givesUpOnly(String way, int exitCode) throws Exception {
    byte[] poison = hospital.next();
    replaceSteady(poison(way, poison));
    hospital.send(3);
    ImageId bad = hospital.send(poison);
    hospital.send(8);
    for (int crashes = 1; crashes <= ATTEMPTS; crashes++) {
      assertThat(steady.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(exitCode);
      steady = nevus.startWorker(poison(way, poison));
    }
    Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);

    System.out.println(way + " by one image: " + endsOnce(ledger, Set.of(bad)));
    assertThat(steady.isAlive()).as("it does not end a fourth time").isTrue();
  }

  /** The only worker there is: no other one shall make what it cannot. */
  private static void replaceSteady(Map<String, String> killPoint) throws Exception {
    assertThat(steady.stop(PATIENCE)).isEqualTo(TERMINATED);
    steady = nevus.startWorker(killPoint);
  }

  /** Each image has one end, and it is a mask but for the images that were bad on purpose. */
  private static String endsOnce(Ledger ledger, Set<ImageId> bad) {
    String told = ledger.assertEachHasOneEnd(hospital.taken());
    GIVEN_UP.addAll(bad);
    assertThat(ledger.letters().keySet()).as("dead-lettered").isEqualTo(GIVEN_UP);
    assertThat(ledger.letters().values())
        .extracting(DeadLettered::code)
        .allMatch("attempts-exhausted"::equals);
    return told;
  }

  private static Map<String, String> killedAt(String point) {
    return Map.of(KillPoint.POINT, point + ":1");
  }

  private static Map<String, String> poison(String way, byte[] image) {
    return Map.of(
        KillPoint.POINT,
        // The last thing in an image's computing is a look at the clock.
        way.equals("hang") ? "at-clock" : "after-get",
        KillPoint.WAY,
        way,
        KillPoint.IMAGE,
        ImageId.of(image).sha256(),
        "NEVUS_WORK_LONGEST",
        "PT10S");
  }

  /** Two at a time: a start is half waiting. */
  private static List<ChildProcess> startAll(List<Map<String, String>> killPoints)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<ChildProcess>> starts = new ArrayList<>();
      killPoints.forEach(point -> starts.add(() -> nevus.startWorker(point)));
      List<ChildProcess> started = new ArrayList<>();
      for (Future<ChildProcess> process : threads.invokeAll(starts)) {
        started.add(process.get());
      }
      return started;
    } finally {
      threads.shutdown();
    }
  }
}
