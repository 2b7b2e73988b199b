package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.standalone.client.HttpDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As many images as are asked for by {@code -Dnevus.chaos.images}, as fast as they are taken, while
 * faults of all kinds happen until the last one is sent. {@code -Dnevus.chaos.calm=PT10S} leaves so
 * much more time between two faults: services need seconds of both cores to start again, in which
 * nothing else gets on.
 */
@Tag("faults")
class ManyImagesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int WORKERS = 2;
  private static final int SENDERS = 4;

  @Test
  void eachHasOneEnd(@TempDir Path data) throws Exception {
    int images = Integer.getInteger("nevus.chaos.images", 3_000);
    long seed = Long.getLong("nevus.chaos.seed", System.nanoTime() % 1_000_000);
    Duration calm = Duration.parse(System.getProperty("nevus.chaos.calm", "PT0S"));
    System.out.printf(
        "-Dnevus.chaos.images=%d -Dnevus.chaos.seed=%d -Dnevus.chaos.calm=%s%n",
        images, seed, calm);
    // Longer than any run: it is cut off when the last image is sent.
    ChaosPlan plan = ChaosPlan.of(seed, WORKERS, Duration.ofHours(12)).calmer(calm);
    try (FaultyNevus nevus = FaultyNevus.start(data, 1);
        Chaos chaos = Chaos.around(nevus, WORKERS, message -> {});
        HttpDoor web = new HttpDoor(nevus.http())) {
      Senders hospital = new Senders(web, PATIENCE, 200);
      long begun = System.nanoTime();
      List<CompletableFuture<Void>> sending = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        sending.add(CompletableFuture.runAsync(() -> send(hospital, images / SENDERS)));
      }
      CompletableFuture<Void> sent =
          CompletableFuture.allOf(sending.toArray(CompletableFuture<?>[]::new));
      int faults = chaos.happenUntil(plan, sent);
      sent.join();

      Ledger ledger = Ledger.whenDone(nevus.direct(), Duration.ofHours(2));
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          "%d images in %.0f s (%.1f a second), seed %d, %d faults, %d service starts,"
              + " %d times not taken at once: %s%n",
          images,
          seconds,
          images / seconds,
          seed,
          faults,
          chaos.starts(),
          hospital.refusedForNow(),
          ledger.assertEachHasOneEnd(hospital.taken()));
      assertThat(ledger.letters()).as("no image is to blame").isEmpty();
    }
  }

  private static void send(Senders hospital, int count) {
    try {
      hospital.send(count);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
