package dev.nevus.standalone.bench.pipeline;

import dev.nevus.embedded.ChildProcess;
import dev.nevus.standalone.Neighbourhood;
import dev.nevus.standalone.bench.process.CpuTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The processes of some workers, by their names. For one thread. */
final class Crew implements AutoCloseable {
  private final Map<String, ChildProcess> workers = new HashMap<>();

  private Crew() {}

  /** Returns when all work. */
  static Crew start(Neighbourhood neighbourhood, int count, PipelineBench.Worker kind)
      throws IOException, InterruptedException {
    Crew crew = new Crew();
    boolean isComplete = false;
    try {
      List<Integer> cores = kind.pin() ? OperatingSystem.cores() : List.of();
      for (int i = 1; i <= count; i++) {
        String name = "bench-" + i;
        ChildProcess worker = start(neighbourhood, i, name, kind);
        crew.workers.put(name, worker);
        if (kind.pin()) {
          OperatingSystem.pin(worker.pid(), cores.get((i - 1) % cores.size()));
        }
      }
      isComplete = true;
      return crew;
    } finally {
      if (!isComplete) {
        crew.close();
      }
    }
  }

  private static ChildProcess start(
      Neighbourhood neighbourhood, int number, String name, PipelineBench.Worker kind)
      throws IOException, InterruptedException {
    Map<String, String> settings = new HashMap<>();
    settings.put("NEVUS_WORK_CORES", Integer.toString(kind.cores()));
    settings.put("NEVUS_WORK_LANES", Integer.toString(kind.lanes()));
    settings.put("NEVUS_WORK_QUEUE", kind.queue());
    settings.put(StandInWorker.NAME, name);
    if (kind.standIn().isEmpty()) {
      return neighbourhood.startWorker(number, settings);
    }
    settings.put(StandInWorker.WORK, kind.standIn().get().toString());
    return neighbourhood.startLight(name, StandInWorker.class, settings);
  }

  List<String> names() {
    return workers.keySet().stream().sorted().toList();
  }

  int size() {
    return workers.size();
  }

  /** CPU time of all so far. */
  Duration cpu() throws IOException {
    Duration sum = Duration.ZERO;
    for (ChildProcess worker : workers.values()) {
      sum = sum.plus(CpuTime.of(worker.pid()));
    }
    return sum;
  }

  /** Holds all until the answer is closed, so that a backlog can grow that none has touched. */
  Freeze freeze() throws IOException {
    return Freeze.of(workers.values().stream().map(ChildProcess::pid).toList());
  }

  /** Stops all, each in order. */
  @Override
  public void close() {
    List<ChildProcess> all = new ArrayList<>(workers.values());
    // All are asked at once, and end side by side.
    all.forEach(worker -> ProcessHandle.of(worker.pid()).ifPresent(ProcessHandle::destroy));
    all.forEach(ChildProcess::close);
  }
}
