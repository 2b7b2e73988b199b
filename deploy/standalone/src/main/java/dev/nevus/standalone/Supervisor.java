package dev.nevus.standalone;

import dev.nevus.eventlog.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps parts running: starts each as soon as those it needs are ready, starts it again when it
 * ends, and stops all in reverse order. Knows nothing of what the parts are. Safe for many threads.
 */
public final class Supervisor implements AutoCloseable {
  /** From one second to half a minute: a crash loop must not eat the machine. */
  public static final Backoff RESTARTS = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

  private final List<SupervisedPart> parts;
  private final AtomicBoolean isStopping = new AtomicBoolean();

  private Supervisor(List<SupervisedPart> parts) {
    this.parts = parts;
  }

  /**
   * Returns when every part is ready. If one cannot be started, or the thread is interrupted, all
   * are stopped again.
   *
   * @param parts each after those that it needs
   * @param restarts the pauses before a part that ended is started again
   * @throws IOException why a part could not be started
   */
  public static Supervisor start(List<Part> parts, Progress progress, Backoff restarts)
      throws IOException, InterruptedException {
    Supervisor supervisor = new Supervisor(supervised(parts, progress, restarts));
    boolean isUp = false;
    try {
      supervisor.parts.forEach(SupervisedPart::begin);
      for (SupervisedPart part : supervisor.parts) {
        part.awaitFirstReady();
      }
      isUp = true;
    } finally {
      if (!isUp) {
        supervisor.close();
      }
    }
    return supervisor;
  }

  private static List<SupervisedPart> supervised(
      List<Part> parts, Progress progress, Backoff restarts) {
    Map<String, SupervisedPart> byName = new LinkedHashMap<>();
    for (Part part : parts) {
      List<SupervisedPart> needed = new ArrayList<>();
      for (String name : part.after()) {
        SupervisedPart other = byName.get(name);
        if (other == null) {
          throw new IllegalArgumentException(
              part.name() + " needs " + name + ", which must stand before it");
        }
        needed.add(other);
      }
      if (byName.put(part.name(), new SupervisedPart(part, needed, progress, restarts)) != null) {
        throw new IllegalArgumentException("two parts are called " + part.name());
      }
    }
    return List.copyOf(byName.values());
  }

  /**
   * Stops all parts, the last first, each within its own time. Idempotent. An interrupt does not
   * cut it short: it stays set, and the parts that are left are stopped all the same.
   */
  @Override
  public void close() {
    if (!isStopping.compareAndSet(false, true)) {
      return;
    }
    parts.forEach(SupervisedPart::cease);
    boolean wasInterrupted = Thread.interrupted();
    for (int i = parts.size() - 1; i >= 0; i--) {
      wasInterrupted |= stopUninterrupted(parts.get(i));
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether it was interrupted. */
  private static boolean stopUninterrupted(SupervisedPart part) {
    boolean wasInterrupted = false;
    while (true) {
      try {
        part.stop();
        return wasInterrupted;
      } catch (InterruptedException again) {
        wasInterrupted = true;
      }
    }
  }
}
