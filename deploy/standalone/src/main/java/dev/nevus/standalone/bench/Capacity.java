package dev.nevus.standalone.bench;

import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.client.Sending;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * How many images a second a system takes at most: some are always on their way, so that nobody
 * ever waits for the sender.
 */
public final class Capacity {
  private static final int SENDERS = 4;
  private static final int ON_THEIR_WAY = 32;
  private static final int LOOK_AGAIN_MILLIS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ImageDoor door;
  private final Supplier<byte[]> images;
  private final MaskTally masks;

  public Capacity(ImageDoor door, Supplier<byte[]> images, MaskTally masks) {
    this.door = door;
    this.images = images;
    this.masks = masks;
  }

  /**
   * Masks a second.
   *
   * @param during how long images are sent; the first quarter does not count
   * @throws IOException if an image is not taken or gets no mask
   */
  public double measure(Duration during) throws IOException, InterruptedException {
    int before = masks.images();
    Semaphore room = new Semaphore(ON_THEIR_WAY);
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    try {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        sent.add(senders.submit(() -> send(room, isOver)));
      }
      double perSecond = count(room, during, before);
      isOver.set(true);
      room.release(ON_THEIR_WAY);
      int all = 0;
      for (Future<Integer> sender : sent) {
        all += sender.get();
      }
      masks.awaitImages(before + all, PATIENCE);
      return perSecond;
    } catch (ExecutionException e) {
      throw new IOException("an image was not taken: " + e.getCause(), e);
    } finally {
      senders.shutdownNow();
    }
  }

  private int send(Semaphore room, AtomicBoolean isOver) throws IOException, InterruptedException {
    int sent = 0;
    while (true) {
      room.acquire();
      if (isOver.get()) {
        return sent;
      }
      if (!(door.send(images.get(), "bench") instanceof Sending.Taken)) {
        throw new IOException("refused");
      }
      sent++;
    }
  }

  /** Makes room as masks come, and counts them after the first quarter. */
  private double count(Semaphore room, Duration during, int before) throws InterruptedException {
    long begun = System.nanoTime();
    long countFrom = begun + during.toNanos() / 4;
    long until = begun + during.toNanos();
    int done = before;
    int first = -1;
    long firstAt = 0;
    while (true) {
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
      int images = masks.images();
      room.release(images - done);
      done = images;
      long now = System.nanoTime();
      if (first < 0 && now >= countFrom) {
        first = images;
        firstAt = now;
      }
      if (now >= until) {
        return (images - first) * 1e9 / (now - firstAt);
      }
    }
  }
}
