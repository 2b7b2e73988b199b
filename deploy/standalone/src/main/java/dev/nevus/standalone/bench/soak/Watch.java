package dev.nevus.standalone.bench.soak;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.standalone.Neighbourhood;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The workers of a long run, looked at again and again by a thread of its own. Safe for many
 * threads.
 */
final class Watch implements AutoCloseable {
  private static final String NAME = "NEVUS_WORKER_NAME";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Neighbourhood neighbourhood;
  private final Duration every;
  private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
  private final Map<String, ChildProcess> workers = new TreeMap<>();
  private final Map<String, List<Sample>> samples = new HashMap<>();
  private final Set<String> fromTheBeginning = new HashSet<>();
  private Optional<IOException> failure = Optional.empty();
  private Optional<Future<?>> looking = Optional.empty();
  private int started;

  Watch(Neighbourhood neighbourhood, Duration every) {
    this.neighbourhood = neighbourhood;
    this.every = every;
  }

  /** Starts one more worker, and returns when it works. */
  void startWorker() throws IOException, InterruptedException {
    int number = nextNumber();
    String name = "soak-" + number;
    ChildProcess worker = neighbourhood.startWorker(number, Map.of(NAME, name));
    synchronized (this) {
      workers.put(name, worker);
    }
  }

  /** Kills the first worker as a crash would. */
  void killOne() throws InterruptedException {
    ChildProcess victim;
    synchronized (this) {
      String name = workers.keySet().iterator().next();
      victim = workers.remove(name);
      fromTheBeginning.remove(name);
    }
    victim.kill();
  }

  /** Begins to look; those that work now are there from the beginning. */
  synchronized void begin() {
    fromTheBeginning.addAll(workers.keySet());
    looking =
        Optional.of(beat.scheduleAtFixedRate(this::look, 0, every.toNanos(), TimeUnit.NANOSECONDS));
  }

  /**
   * Looks no more.
   *
   * @throws IOException if a worker that should have been there was not, or nobody looked any more
   */
  void end() throws IOException, InterruptedException {
    boolean isBroken;
    synchronized (this) {
      // A beat ends by itself only where a look threw something.
      isBroken = looking.map(Future::isDone).orElse(false);
      looking.ifPresent(future -> future.cancel(false));
    }
    beat.shutdown();
    if (isBroken) {
      throw new IOException("the workers were not looked at to the end");
    }
    if (!beat.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("a worker does not say how it fares");
    }
    synchronized (this) {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }
  }

  /**
   * Of those that were there from the beginning to the end, and were looked at often enough to
   * tell.
   */
  synchronized List<Growth> growth() {
    return fromTheBeginning.stream()
        .sorted()
        .flatMap(name -> Growth.of(name, samples.getOrDefault(name, List.of())).stream())
        .toList();
  }

  @Override
  public void close() {
    beat.shutdownNow();
    List<ChildProcess> all;
    synchronized (this) {
      all = List.copyOf(workers.values());
    }
    all.forEach(ChildProcess::close);
  }

  private synchronized int nextNumber() {
    return ++started;
  }

  private void look() {
    Map<String, ChildProcess> now;
    synchronized (this) {
      now = Map.copyOf(workers);
    }
    now.forEach(this::look);
  }

  private void look(String name, ChildProcess worker) {
    try {
      Sample sample = Sample.of(worker.pid(), Neighbourhood.address(worker));
      synchronized (this) {
        samples.computeIfAbsent(name, unseen -> new ArrayList<>()).add(sample);
      }
    } catch (IOException gone) {
      // Between the two the worker may have been killed, which is the purpose of the run.
      synchronized (this) {
        if (workers.containsKey(name)) {
          failure = Optional.of(gone);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
