package dev.nevus.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What is known of one neighbour: it is there from its first answer until it failed to answer twice
 * in a row. One slow or lost answer is no reason to take a process out of service. Not for two
 * threads at once.
 */
final class Neighbour {
  static final String OK = "ok";

  private static final int FAILURES = 2;
  private static final Duration DOUBT = Duration.ofSeconds(1);

  private final String name;
  private final Health.Check check;
  private final Duration patience;
  private FutureTask<String> question = answered();
  private Instant lookAt = Instant.MIN;
  private boolean isLate;
  private int failures = FAILURES;
  private String said = "not asked yet";

  /**
   * @param patience for an answer; a later one counts as none
   */
  Neighbour(String name, Health.Check check, Duration patience) {
    this.name = name;
    this.check = check;
    this.patience = patience;
  }

  private static FutureTask<String> answered() {
    FutureTask<String> done = new FutureTask<>(() -> OK);
    done.run();
    return done;
  }

  boolean isThere() {
    return failures < FAILURES;
  }

  /** {@code ok}, or what is wrong; a doubt is told, though the neighbour counts as there. */
  String said() {
    return said;
  }

  boolean isDue(Clock clock) {
    return !clock.instant().isBefore(lookAt);
  }

  /**
   * Begins to ask, unless the last question has no answer yet: a dead neighbour costs one thread.
   */
  void ask() {
    if (question.isDone()) {
      isLate = false;
      question = new FutureTask<>(() -> outcome(check));
      Thread thread = new Thread(question, "health-" + name);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Takes the answer.
   *
   * @param freshFor how long a good one holds; after any other the next look comes sooner
   */
  void hear(Clock clock, Duration freshFor) {
    said = answer();
    boolean isGood = said.equals(OK);
    failures = isGood ? 0 : Math.min(FAILURES, failures + 1);
    Duration pause = isGood || freshFor.compareTo(DOUBT) < 0 ? freshFor : DOUBT;
    lookAt = clock.instant().plus(pause);
  }

  private String answer() {
    try {
      String answer = question.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return isLate ? "answered later than within " + patience.toMillis() + " ms" : answer;
    } catch (TimeoutException e) {
      isLate = true;
      return "no answer within " + patience.toMillis() + " ms";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (ExecutionException e) {
      return e.getCause() + "";
    }
  }

  @SuppressWarnings("InterruptedExceptionSwallowed")
  private static String outcome(Health.Check check) {
    try {
      check.run();
      return OK;
    } catch (Exception e) {
      // Whatever a neighbour's client throws means the same here, and the answer is the handling.
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}
