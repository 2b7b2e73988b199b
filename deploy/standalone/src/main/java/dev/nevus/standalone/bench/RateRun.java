package dev.nevus.standalone.bench;

import dev.nevus.standalone.client.ImageDoor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Latencies under a constant load: images are sent by the clock, however slow their masks are.
 *
 * @param door through which they are sent
 * @param images what is sent
 * @param masks where their masks are heard of
 */
public record RateRun(ImageDoor door, Supplier<byte[]> images, MaskTally masks, Clock clock) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * From just before each image was sent to when its mask was heard of.
   *
   * @param perSecond images a second
   * @param during how long they are sent
   * @throws IOException if one was not taken, or got no mask
   */
  public Latencies measure(double perSecond, Duration during)
      throws IOException, InterruptedException {
    int before = masks.images();
    ConstantLoad.Load load;
    try (ConstantLoad sending = ConstantLoad.start(door, images, perSecond, clock)) {
      TimeUnit.NANOSECONDS.sleep(during.toNanos());
      load = sending.stop();
    }
    if (!load.errors().isEmpty()) {
      throw new IOException("an image was not taken: " + load.errors().get(0));
    }
    masks.awaitImages(before + load.sent().size(), PATIENCE);
    List<Double> millis = new ArrayList<>();
    for (ConstantLoad.Sent sent : load.sent()) {
      Instant seen = masks.of(sent.taken().image()).orElseThrow().seen();
      millis.add(Duration.between(sent.at(), seen).toNanos() / 1e6);
    }
    return Latencies.of(millis);
  }
}
