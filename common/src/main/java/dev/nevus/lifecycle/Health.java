package dev.nevus.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a process can work, and if not, which neighbour it is missing. Live means the process
 * itself is well; ready means its neighbours answer too. Looks at each neighbour at most once in a
 * while, however often it is asked. Safe for many threads.
 */
public final class Health {
  /** Returns if the neighbour answers. */
  @FunctionalInterface
  public interface Check {
    void run() throws Exception;
  }

  /**
   * What was found.
   *
   * @param ready whether every neighbour answers
   * @param neighbours name to {@code ok} or what is wrong
   */
  public record Report(boolean ready, Map<String, String> neighbours) {}

  private static final String OK = "ok";

  private final Map<String, Check> checks = new LinkedHashMap<>();
  private final Clock clock;
  private final Duration freshFor;
  private Report last = new Report(false, Map.of("process", "starting"));
  private Instant looked = Instant.MIN;

  /**
   * @param freshFor how long an answer is given again without another look
   */
  public Health(Clock clock, Duration freshFor) {
    this.clock = clock;
    this.freshFor = freshFor;
  }

  /** Adds a neighbour. */
  public synchronized Health with(String neighbour, Check check) {
    checks.put(neighbour, check);
    return this;
  }

  /** The state of the neighbours, not older than the time given at construction. */
  public synchronized Report report() {
    Instant now = clock.instant();
    if (looked.equals(Instant.MIN) || now.isAfter(looked.plus(freshFor))) {
      last = look();
      looked = now;
    }
    return last;
  }

  private Report look() {
    Map<String, String> neighbours = new LinkedHashMap<>();
    checks.forEach((name, check) -> neighbours.put(name, outcome(check)));
    boolean ready = neighbours.values().stream().allMatch(OK::equals);
    return new Report(ready, neighbours);
  }

  @SuppressWarnings("InterruptedExceptionSwallowed")
  private static String outcome(Check check) {
    try {
      check.run();
      return OK;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (Exception e) {
      // Whatever a neighbour's client throws means the same here, and the answer is the handling.
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}
