package dev.nevus.standalone.bench.worker;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.event.ImageStored;
import dev.nevus.standalone.Neighbourhood;
import dev.nevus.standalone.bench.BackDoor;
import dev.nevus.standalone.bench.MaskTally;
import dev.nevus.standalone.bench.process.CpuTime;
import dev.nevus.standalone.bench.process.Figures;
import dev.nevus.standalone.bench.process.Resources;
import dev.nevus.standalone.bench.process.ThreadTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A worker's process and those that it works with. For one thread. */
record WorkerUnderTest(
    Neighbourhood neighbourhood, ChildProcess worker, BackDoor door, MaskTally masks) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int WARM_UP_BATCH = 100;
  private static final double COMPILED = 0.02;

  /** CPU time so far. */
  private record Cpu(double worker, double broker, double store) {}

  /**
   * Has it segment images until its code is compiled, as far as its compilers' share of its CPU
   * time tells.
   *
   * @param most images at the most
   * @return how many it took
   */
  int warmUp(SizedImages images, int most) throws IOException, InterruptedException {
    int done = 0;
    double compiling = 1;
    while (done < most && compiling > COMPILED) {
      int count = Math.min(WARM_UP_BATCH, most - done);
      List<ImageStored> stored = put(images, count);
      ThreadTimes threads = ThreadTimes.of(worker.pid());
      double before = millis(worker);
      announce(stored);
      Map<String, Double> byThread = ThreadTimes.of(worker.pid()).millisSince(threads);
      compiling = compiling(byThread, millis(worker) - before);
      done += count;
    }
    return done;
  }

  /** The compilers' share, 0 to 1; 1 where it is not known. */
  private static double compiling(Map<String, Double> threads, double all) {
    if (threads.isEmpty() || all <= 0) {
      return 1;
    }
    return (threads.getOrDefault("C1 compiler", 0.0) + threads.getOrDefault("C2 compiler", 0.0))
        / all;
  }

  /**
   * Measures a batch.
   *
   * @param bare measured right after it
   */
  Batch measure(SizedImages images, int count, BareInference bare)
      throws IOException, InterruptedException {
    List<ImageStored> stored = put(images, count);
    Resources.forgetPeak(worker.pid());
    Resources rest = Resources.of(worker.pid());
    // A look at the figures costs the worker something: none is within the time that counts.
    Figures before = figures();
    ThreadTimes threads = ThreadTimes.of(worker.pid());
    Cpu cpuBefore = cpu();
    long begun = System.nanoTime();
    announce(stored);
    double wall = (System.nanoTime() - begun) / 1e6;
    Cpu cpu = cpu();
    Map<String, Double> byThread = ThreadTimes.of(worker.pid()).millisSince(threads);
    Figures after = figures();
    return new Batch(
        count,
        wall,
        cpu.worker() - cpuBefore.worker(),
        cpu.broker() - cpuBefore.broker(),
        cpu.store() - cpuBefore.store(),
        StageCost.between(before, after),
        byThread,
        allocated(after) - allocated(before),
        rest.residentBytes(),
        Resources.of(worker.pid()).peakBytes(),
        bare.millis());
  }

  /** What it says of itself now. */
  Figures figures() throws IOException, InterruptedException {
    return Figures.at(Neighbourhood.address(worker));
  }

  private List<ImageStored> put(SizedImages images, int count) throws IOException {
    List<ImageStored> stored = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stored.add(door.put(images.images().get()));
    }
    return stored;
  }

  private void announce(List<ImageStored> stored) throws IOException, InterruptedException {
    int expected = masks.images() + stored.size();
    for (ImageStored image : stored) {
      door.announce(image);
    }
    masks.awaitImages(expected, PATIENCE);
  }

  private Cpu cpu() throws IOException {
    return new Cpu(millis(worker), millis(neighbourhood.broker()), millis(neighbourhood.store()));
  }

  private static double millis(ChildProcess process) throws IOException {
    return CpuTime.of(process.pid()).toNanos() / 1e6;
  }

  /** By the collector's count of what it found, and what was allocated since it last looked. */
  private static double allocated(Figures figures) {
    return figures.sum("jvm_gc_memory_allocated_bytes_total")
        + figures.sum("jvm_memory_used_bytes", "id", "Eden Space");
  }
}
