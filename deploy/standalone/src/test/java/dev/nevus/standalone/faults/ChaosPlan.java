package dev.nevus.standalone.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Which faults happen when: a function of the seed alone.
 *
 * @param steps one after the other
 */
record ChaosPlan(List<Step> steps) {
  private static final List<Fault> LINK_FAULTS =
      List.of(
          new Fault.Reset(0),
          new Fault.Reset(3_000),
          new Fault.HalfOpen(),
          new Fault.BlackHole(),
          new Fault.Latency(Duration.ofMillis(150)),
          new Fault.Bandwidth(20_000));
  private static final List<Fault> STORE_FAULTS =
      List.of(
          new Fault.Answer("500 Internal Server Error"),
          new Fault.Answer("503 Slow Down"),
          new Fault.LostReply("PUT"));
  private static final int SHORTEST_MILLIS = 500;
  private static final int LONGEST_MILLIS = 4_000;

  /** What happens. */
  sealed interface Act {
    /** A worker is killed; somebody starts another. */
    record KillWorker(int which) implements Act {}

    /** A worker gets no time. */
    record FreezeWorker(int which) implements Act {}

    /** A worker is asked to stop; somebody starts another. */
    record StopWorker(int which) implements Act {}

    /** Ingest is killed; somebody starts it again. */
    record KillIngest() implements Act {}

    /** The store is killed, and comes back when the step is over. */
    record KillStore() implements Act {}

    /** The broker is killed, and comes back when the step is over. */
    record KillBroker() implements Act {}

    /** The store's link suffers. */
    record BreakStoreLink(Fault fault) implements Act {}

    /** The broker's link suffers. */
    record BreakBrokerLink(Fault fault) implements Act {}
  }

  /**
   * One fault.
   *
   * @param quiet how long nothing happens before it
   * @param lasts how long it lasts
   */
  record Step(Duration quiet, Act act, Duration lasts) {}

  ChaosPlan {
    steps = List.copyOf(steps);
  }

  /**
   * @param workers that may be hit
   * @param length all steps end within it
   */
  static ChaosPlan of(long seed, int workers, Duration length) {
    Random random = new Random(seed);
    List<Step> steps = new ArrayList<>();
    Duration left = length;
    while (true) {
      Step step = new Step(millis(random), act(random, workers), millis(random));
      left = left.minus(step.quiet()).minus(step.lasts());
      if (left.isNegative()) {
        return new ChaosPlan(steps);
      }
      steps.add(step);
    }
  }

  /** The same faults with so much more time between them. */
  ChaosPlan calmer(Duration calm) {
    return new ChaosPlan(
        steps.stream()
            .map(step -> new Step(step.quiet().plus(calm), step.act(), step.lasts()))
            .toList());
  }

  private static Act act(Random random, int workers) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Act.KillWorker(random.nextInt(workers));
      case 2 -> new Act.FreezeWorker(random.nextInt(workers));
      case 3 -> new Act.StopWorker(random.nextInt(workers));
      case 4 -> new Act.KillIngest();
      case 5 -> new Act.KillStore();
      case 6 -> new Act.KillBroker();
      case 7 -> new Act.BreakStoreLink(one(LINK_FAULTS, random));
      case 8 -> new Act.BreakStoreLink(one(STORE_FAULTS, random));
      default -> new Act.BreakBrokerLink(one(LINK_FAULTS, random));
    };
  }

  private static Fault one(List<Fault> faults, Random random) {
    return faults.get(random.nextInt(faults.size()));
  }

  private static Duration millis(Random random) {
    return Duration.ofMillis(SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS));
  }
}
