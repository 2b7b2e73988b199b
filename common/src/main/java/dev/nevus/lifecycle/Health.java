package dev.nevus.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a process can work, and if not, which neighbour it is missing. Live means the process
 * itself is well; ready means its neighbours are there.
 *
 * <ul>
 *   <li>A neighbour is missing when it failed to answer twice in a row, a second apart, and back
 *       with its first good answer: one slow answer does not take the process out of service.
 *   <li>Until its first good answer it is missing too.
 *   <li>It is looked at once in a while, however often one asks, and waited for only so long: an
 *       answer is never late because a neighbour is.
 * </ul>
 *
 * Safe for many threads.
 */
public final class Health {
  /** Returns if the neighbour answers; run on a thread of its own. */
  @FunctionalInterface
  public interface Check {
    void run() throws Exception;
  }

  /**
   * What was found.
   *
   * @param ready whether every neighbour is there
   * @param neighbours name to {@code ok} or what is wrong; one that is in doubt tells what its last
   *     answer was and counts as there
   */
  public record Report(boolean ready, Map<String, String> neighbours) {}

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Map<String, Neighbour> neighbours = new LinkedHashMap<>();
  private final Clock clock;
  private final Duration freshFor;
  private final Duration patience;

  /** With three seconds of patience for an answer. */
  public Health(Clock clock, Duration freshFor) {
    this(clock, freshFor, PATIENCE);
  }

  /**
   * @param freshFor how long an answer is given again without another look
   * @param patience for an answer of a neighbour; a later one counts as none
   */
  public Health(Clock clock, Duration freshFor, Duration patience) {
    this.clock = clock;
    this.freshFor = freshFor;
    this.patience = patience;
  }

  /** Adds a neighbour. */
  public synchronized Health with(String neighbour, Check check) {
    neighbours.put(neighbour, new Neighbour(neighbour, check, patience));
    return this;
  }

  /** The state of the neighbours, not older than the time given at construction. */
  public synchronized Report report() {
    var due = neighbours.values().stream().filter(neighbour -> neighbour.isDue(clock)).toList();
    // All are asked before the first is waited for: two that are away cost no more than one.
    due.forEach(Neighbour::ask);
    due.forEach(neighbour -> neighbour.hear(clock, freshFor));
    Map<String, String> said = new LinkedHashMap<>();
    neighbours.forEach((name, neighbour) -> said.put(name, neighbour.said()));
    return new Report(neighbours.values().stream().allMatch(Neighbour::isThere), said);
  }
}
