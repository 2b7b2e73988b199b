package dev.nevus.standalone.bench;

import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.client.Sending;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends images at a constant rate, whatever becomes of them, as a clinic does. Safe for many
 * threads.
 */
public final class ConstantLoad implements AutoCloseable {
  private static final int SENDERS = 4;
  private static final int MOST_WAITING = 100;
  private static final int PATIENCE_SECONDS = 60;
  private static final double NANOS = 1e9;

  private final ImageDoor door;
  private final Supplier<byte[]> images;
  private final Clock clock;
  private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
  private final ThreadPoolExecutor senders =
      new ThreadPoolExecutor(
          SENDERS,
          SENDERS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          (work, pool) -> fail("the door is too slow for this rate"));
  private final Future<?> sending;
  private final List<Sent> sent = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private ConstantLoad(ImageDoor door, Supplier<byte[]> images, Duration pause, Clock clock) {
    this.door = door;
    this.images = images;
    this.clock = clock;
    this.sending =
        beat.scheduleAtFixedRate(
            () -> senders.execute(this::sendOne), 0, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Begins to send. */
  public static ConstantLoad start(
      ImageDoor door, Supplier<byte[]> images, double perSecond, Clock clock) {
    return new ConstantLoad(door, images, Duration.ofNanos(Math.round(NANOS / perSecond)), clock);
  }

  /**
   * An image that was taken.
   *
   * @param at just before it was sent
   */
  public record Sent(Sending.Taken taken, Instant at) {}

  /**
   * What was sent.
   *
   * @param errors of those that were not taken, one line each
   */
  public record Load(List<Sent> sent, List<String> errors) {
    public Load {
      sent = List.copyOf(sent);
      errors = List.copyOf(errors);
    }
  }

  /** Ends the sending, and returns once everything under way is taken or not. */
  public Load stop() throws InterruptedException {
    sending.cancel(false);
    beat.shutdown();
    senders.shutdown();
    if (!senders.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      fail("the door answers no more");
    }
    synchronized (this) {
      return new Load(sent, errors);
    }
  }

  @Override
  public void close() {
    beat.shutdownNow();
    senders.shutdownNow();
  }

  private void sendOne() {
    byte[] image = images.get();
    Instant at = clock.instant();
    try {
      Sending answer = door.send(image, "load");
      if (answer instanceof Sending.Taken taken) {
        took(new Sent(taken, at));
      } else {
        fail(answer.toString());
      }
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void took(Sent image) {
    sent.add(image);
  }

  private synchronized void fail(String error) {
    errors.add(error);
  }
}
