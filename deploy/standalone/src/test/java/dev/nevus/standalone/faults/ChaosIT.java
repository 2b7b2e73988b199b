package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageId;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.client.KafkaDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of all kinds, one after the other, as a seed has it, while two hospitals send. {@code
 * -Dnevus.chaos.seed} replays a run, {@code -Dnevus.chaos.minutes} makes it longer.
 */
class ChaosIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int WORKERS = 2;
  private static final int PAUSE_MILLIS = 100;

  @Test
  void whateverHappensEachImageHasOneEnd(@TempDir Path data) throws Exception {
    long seed = Long.getLong("nevus.chaos.seed", 828_292);
    double minutes = Double.parseDouble(System.getProperty("nevus.chaos.minutes", "0.4"));
    ChaosPlan plan = ChaosPlan.of(seed, WORKERS, Duration.ofMillis((long) (minutes * 60_000)));
    System.out.println("chaos: -Dnevus.chaos.seed=" + seed + " -Dnevus.chaos.minutes=" + minutes);
    try (FaultyNevus nevus = FaultyNevus.start(data, 1);
        Chaos chaos = Chaos.around(nevus, WORKERS, ChaosIT::tell);
        HttpDoor web = new HttpDoor(nevus.http());
        KafkaDoor kafka = new KafkaDoor(nevus.brokers().direct())) {
      AtomicBoolean isOver = new AtomicBoolean();
      List<Senders> hospitals = new ArrayList<>();
      List<CompletableFuture<Void>> sending = new ArrayList<>();
      for (ImageDoor door : List.of(web, kafka)) {
        Senders hospital = new Senders(door, PATIENCE, 100 + hospitals.size());
        hospitals.add(hospital);
        sending.add(CompletableFuture.runAsync(() -> send(hospital, isOver)));
      }
      chaos.happen(plan);
      isOver.set(true);
      for (CompletableFuture<Void> one : sending) {
        one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      Ledger.awaitAnnounced(nevus.direct(), hospitals.get(1).taken(), PATIENCE);

      Set<ImageId> taken = new HashSet<>();
      hospitals.forEach(hospital -> taken.addAll(hospital.taken()));
      Ledger ledger = Ledger.whenDone(nevus.direct(), PATIENCE);
      System.out.printf(
          "chaos, seed %d, %d faults, %d service starts, %d times not taken at once: %s%n",
          seed,
          plan.steps().size(),
          chaos.starts(),
          hospitals.stream().mapToInt(Senders::refusedForNow).sum(),
          ledger.assertEachHasOneEnd(taken));
      assertThat(ledger.letters()).as("no image is to blame").isEmpty();
    }
  }

  private static void tell(String what) {
    System.out.println(what);
  }

  private static void send(Senders hospital, AtomicBoolean isOver) {
    try {
      while (!isOver.get()) {
        hospital.send(1);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
