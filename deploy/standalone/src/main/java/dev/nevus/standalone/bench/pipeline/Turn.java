package dev.nevus.standalone.bench.pipeline;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.event.ImageStored;
import dev.nevus.standalone.Neighbourhood;
import dev.nevus.standalone.bench.BackDoor;
import dev.nevus.standalone.bench.Latencies;
import dev.nevus.standalone.bench.MaskTally;
import dev.nevus.standalone.bench.RateRun;
import dev.nevus.standalone.bench.process.CpuTime;
import dev.nevus.standalone.client.ImageDoor;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The turn of one count of workers. For one thread. */
record Turn(
    Neighbourhood neighbourhood,
    Crew crew,
    BackDoor door,
    MaskTally masks,
    Supply supply,
    Clock clock) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final double NANOS = 1e9;

  /** Two thirds of the silence after which a broker takes a member for dead. */
  private static final Duration HELD_AT_MOST = Duration.ofSeconds(20);

  /** CPU time so far, in seconds. */
  private record Cpu(double workers, double broker, double store, double bench) {}

  /** Measures a backlog and then a constant load. */
  CountResult measure(PipelineBench.Plan plan, Consumer<String> progress)
      throws IOException, InterruptedException {
    warmUp(plan.warmUp());
    CountResult fast = drain(plan.images());
    progress.accept("%d workers: %.1f images/s".formatted(crew.size(), fast.imagesPerSecond()));
    double rate = plan.load() * fast.imagesPerSecond();
    return fast.with(rate, latencies(rate, plan.loadFor()));
  }

  /**
   * Until every worker has had so many images: until its code is compiled, and its group knows it.
   */
  void warmUp(int each) throws IOException, InterruptedException {
    List<String> names = crew.names();
    int[] before = names.stream().mapToInt(masks::by).toArray();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      boolean isWarm = true;
      for (int i = 0; i < before.length; i++) {
        isWarm &= masks.by(names.get(i)) - before[i] >= each;
      }
      if (isWarm) {
        return;
      }
      if (System.nanoTime() > until) {
        throw new IOException("a worker gets no images: " + names);
      }
      int expected = masks.images();
      for (int i = 0; i < each * names.size(); i++) {
        door.announce(supply.next());
        expected++;
      }
      masks.awaitImages(expected, PATIENCE);
    }
  }

  /** The backlog is there, whole, before any worker has time to touch it. */
  private CountResult drain(int images) throws IOException, InterruptedException {
    List<ImageStored> backlog = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      backlog.add(supply.next());
    }
    int expected = masks.images() + images;
    Cpu before;
    Instant begun;
    Freeze held = crew.freeze();
    try (held) {
      announce(backlog);
      before = cpu();
      begun = clock.instant();
    }
    masks.awaitImages(expected, PATIENCE);
    Cpu after = cpu();
    return new CountResult(
        crew.size(),
        images * NANOS / Duration.between(begun, lastOf(backlog)).toNanos(),
        after.workers() - before.workers(),
        after.broker() - before.broker(),
        after.store() - before.store(),
        after.bench() - before.bench(),
        0,
        0,
        0,
        0);
  }

  private void announce(List<ImageStored> backlog) throws IOException, InterruptedException {
    long until = System.nanoTime() + HELD_AT_MOST.toNanos();
    int announced = 0;
    for (ImageStored image : backlog) {
      if (System.nanoTime() > until) {
        throw new IOException(
            "%d of %d images are announced and the workers cannot be held longer, or the broker takes them for dead: measure with fewer images"
                .formatted(announced, backlog.size()));
      }
      door.announce(image);
      announced++;
    }
  }

  /** When the last of these masks was written. */
  private Instant lastOf(List<ImageStored> backlog) {
    return backlog.stream()
        .map(image -> masks.of(image.image()).orElseThrow().written())
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private Latencies latencies(double rate, Duration during)
      throws IOException, InterruptedException {
    ImageDoor next = Supply.door(supply, door);
    return new RateRun(next, () -> new byte[0], masks, clock).measure(rate, during);
  }

  private Cpu cpu() throws IOException {
    return new Cpu(
        crew.cpu().toNanos() / NANOS,
        seconds(neighbourhood.broker()),
        seconds(neighbourhood.store()),
        CpuTime.of(ProcessHandle.current().pid()).toNanos() / NANOS);
  }

  private static double seconds(ChildProcess process) throws IOException {
    return CpuTime.of(process.pid()).toNanos() / NANOS;
  }
}
