package dev.nevus.worker;

import dev.nevus.image.ImageId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long the computing of one image may take. Native code that never returns cannot be stopped:
 * the process has to end, and the attempt counts against the image. Counted in seconds that this
 * process lived through, so that a process that was frozen is not ended when it wakes up. Safe for
 * many threads.
 */
final class ComputingLimit implements AutoCloseable {
  /** Told by the exit code that the process ended itself. */
  static final int EXIT_CODE = 75;

  private static final Logger LOG = LoggerFactory.getLogger(ComputingLimit.class);

  private final long seconds;
  private final Consumer<ImageId> end;
  private final Set<Computing> computing = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "computing-limit");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param limit whole seconds, at least one
   * @param end told once of each image that takes longer
   */
  ComputingLimit(Duration limit, Consumer<ImageId> end) {
    this.seconds = Math.max(1, limit.toSeconds());
    this.end = end;
  }

  /** One that ends this process, without its goodbyes, which might wait for the image. */
  static ComputingLimit endingTheProcess(Duration limit) {
    ComputingLimit counting =
        new ComputingLimit(
            limit,
            image -> {
              LOG.atError()
                  .addKeyValue("image", image)
                  .addKeyValue("limit", limit)
                  .log("An image's computing does not end: this process does");
              Runtime.getRuntime().halt(EXIT_CODE);
            });
    var unused = counting.clock.scheduleWithFixedDelay(counting::second, 1, 1, TimeUnit.SECONDS);
    return counting;
  }

  /** Begins with an image; closing ends it. */
  Computing begin(ImageId image) {
    Computing begun = new Computing(image);
    computing.add(begun);
    return begun;
  }

  /** One more second went by. */
  void second() {
    for (Computing each : computing) {
      if (each.seconds.incrementAndGet() == seconds) {
        end.accept(each.image);
      }
    }
  }

  /** Counts no longer. */
  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** The computing of one image. */
  final class Computing implements AutoCloseable {
    private final ImageId image;
    private final AtomicInteger seconds = new AtomicInteger();

    private Computing(ImageId image) {
      this.image = image;
    }

    @Override
    public void close() {
      computing.remove(this);
    }
  }
}
