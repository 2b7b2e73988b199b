package dev.nevus.standalone.bench.pipeline;

import dev.nevus.standalone.Installation;
import dev.nevus.standalone.Neighbourhood;
import dev.nevus.standalone.WorldPlan;
import dev.nevus.standalone.bench.BackDoor;
import dev.nevus.standalone.bench.MaskTally;
import dev.nevus.standalone.models.RunningNevus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The same backlog for a few workers and for more, on the same broker and store: how they add up.
 */
public final class PipelineBench {
  private final Installation installation;
  private final WorldPlan.TopicSetup topics;
  private final Consumer<String> progress;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param installation its data folder is used up
   * @param progress told of what is being done
   */
  public PipelineBench(
      Installation installation, WorldPlan.TopicSetup topics, Consumer<String> progress) {
    this.installation = installation;
    this.topics = topics;
    this.progress = progress;
  }

  /**
   * What to measure.
   *
   * @param workers counts of workers, 1 to 64 each, in this order
   * @param images in the backlog, at least 10
   * @param width of the images, in pixels
   * @param height of the images, in pixels
   * @param warmUp images that each worker segments before that, 1 or more
   * @param rounds how often each count has its turn
   * @param worker what a worker is
   * @param load share of the throughput at which latencies are measured, above 0, at most 1
   * @param loadFor how long that goes on
   */
  public record Plan(
      List<Integer> workers,
      int images,
      int width,
      int height,
      int warmUp,
      int rounds,
      Worker worker,
      double load,
      Duration loadFor) {
    /**
     * @throws IllegalArgumentException if a number lies outside its range
     */
    public Plan {
      workers = List.copyOf(workers);
      if (workers.isEmpty() || !workers.stream().allMatch(count -> count >= 1 && count <= 64)) {
        throw new IllegalArgumentException("workers: 1 to 64 each");
      }
      if (images < 10 || warmUp < 1 || rounds < 1 || width < 16 || height < 16) {
        throw new IllegalArgumentException(
            "10 images, 1 before them, 1 round and 16 x 16 pixels at the least");
      }
      if (!(load > 0 && load <= 1) || loadFor.toMillis() < 1) {
        throw new IllegalArgumentException("a load above 0, to 1, for some time");
      }
    }
  }

  /**
   * What a worker is.
   *
   * @param cores images that it computes at once, 1 to 32; it has twice as many in hand
   * @param standIn how long it waits instead of working; empty for a real one
   * @param pin whether each is kept on a core of its own
   * @param queue how brokers hand the work out: {@code share-group}, {@code consumer-group} or
   *     {@code auto}
   */
  public record Worker(int cores, Optional<Duration> standIn, boolean pin, String queue) {
    /**
     * @throws IllegalArgumentException if a number lies outside its range, or the queue is unknown
     */
    public Worker {
      if (cores < 1 || cores > 32) {
        throw new IllegalArgumentException("cores: 1 to 32");
      }
      if (!Set.of("share-group", "consumer-group", "auto").contains(queue)) {
        throw new IllegalArgumentException("queue: share-group, consumer-group or auto");
      }
    }

    /** Images in hand. */
    int lanes() {
      return 2 * cores;
    }
  }

  /** Measures; some minutes. */
  public PipelineResult run(Plan plan) throws IOException, InterruptedException {
    try (Neighbourhood neighbourhood = Neighbourhood.start(installation, topics)) {
      RunningNevus nevus = RunningNevus.in(neighbourhood.neighbours().environment());
      try (BackDoor door = new BackDoor(nevus, clock);
          MaskTally masks = new MaskTally(nevus, clock)) {
        Supply supply =
            plan.worker().standIn().isPresent()
                ? Supply.pretended(plan.width(), plan.height(), clock)
                : Supply.stored(door, plan.width(), plan.height());
        TurnOf turn = crew -> new Turn(neighbourhood, crew, door, masks, supply, clock);
        warmUp(plan, neighbourhood, turn);
        return PipelineResult.of(plan, rounds(plan, neighbourhood, turn));
      }
    }
  }

  /** The turn of some workers. */
  private interface TurnOf {
    Turn of(Crew crew);
  }

  /** The broker and the store learn their work too, or the first count would pay for it. */
  private void warmUp(Plan plan, Neighbourhood neighbourhood, TurnOf turn)
      throws IOException, InterruptedException {
    int most = plan.workers().stream().mapToInt(Integer::intValue).max().orElseThrow();
    progress.accept("warming up with %d workers".formatted(most));
    try (Crew crew = Crew.start(neighbourhood, most, plan.worker())) {
      turn.of(crew).warmUp(plan.warmUp());
    }
  }

  private List<CountResult> rounds(Plan plan, Neighbourhood neighbourhood, TurnOf turn)
      throws IOException, InterruptedException {
    Map<Integer, List<CountResult>> rounds = new LinkedHashMap<>();
    for (int round = 1; round <= plan.rounds(); round++) {
      for (int count : plan.workers()) {
        progress.accept("round %d: %d workers".formatted(round, count));
        try (Crew crew = Crew.start(neighbourhood, count, plan.worker())) {
          rounds
              .computeIfAbsent(count, unseen -> new ArrayList<>())
              .add(turn.of(crew).measure(plan, progress));
        }
      }
    }
    return rounds.values().stream().map(CountResult::median).toList();
  }
}
