package dev.nevus.standalone.bench.worker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What images cost a worker, for people: a column a size, milliseconds of CPU (and of time). */
public final class WorkerTable {
  private static final int NAME = 24;
  private static final String WORKING = "work-queue";
  private static final int CELL = 20;

  private final WorkerResult result;

  public WorkerTable(WorkerResult result) {
    this.result = result;
  }

  /** All lines. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(row("ms CPU (ms) an image", SizeResult::size));
    for (String stage : stages()) {
      lines.add(row("  " + stage, size -> stage(size.stages(), stage)));
    }
    lines.add(row("  rest of the process", size -> figure(size.restCpuMs())));
    for (String thread : threads()) {
      lines.add(row("    " + thread, size -> figure(size.threads().getOrDefault(thread, 0.0))));
    }
    lines.add(row("worker", size -> both(size.workerCpuMs(), size.wallMs())));
    lines.add(row("bare inference", size -> figure(size.bareMs())));
    lines.add(row("ratio", size -> figure(size.cpuRatioToBareInference())));
    lines.add(row("broker", size -> figure(size.brokerCpuMs())));
    lines.add(row("store", size -> figure(size.storeCpuMs())));
    lines.add(row("allocated, kB", size -> figure(size.allocatedKb())));
    lines.add(row("MB an image in hand", size -> figure(size.peakAboveRestBytesPerLane() / 1e6)));
    lines.add(
        String.format(
            Locale.ROOT,
            "resident %.0f MB at rest, %.0f at the peak; heap %.0f, not Java's %.0f; idle it takes"
                + " %.1f %% of a core; %d lanes, model %s in %s",
            result.memory().residentAtRest() / 1e6,
            result.memory().residentPeak() / 1e6,
            result.memory().heapCommitted() / 1e6,
            result.memory().nativeAtEnd() / 1e6,
            100 * result.idleCpuShare(),
            result.lanes(),
            result.model(),
            result.precision()));
    return lines;
  }

  private Set<String> stages() {
    Set<String> stages = new LinkedHashSet<>();
    result.sizes().forEach(size -> stages.addAll(size.stages().keySet()));
    return stages;
  }

  /** Those beside the working ones, whose time is in the stages already. */
  private Set<String> threads() {
    Set<String> threads = new LinkedHashSet<>();
    result.sizes().forEach(size -> threads.addAll(size.threads().keySet()));
    threads.remove(WORKING);
    return threads;
  }

  private String row(String name, Function<SizeResult, String> cell) {
    StringBuilder line = new StringBuilder(pad(name, NAME));
    for (SizeResult size : result.sizes()) {
      line.append(" ".repeat(Math.max(1, CELL - cell.apply(size).length())))
          .append(cell.apply(size));
    }
    return line.toString();
  }

  private static String stage(Map<String, StageCost> stages, String stage) {
    StageCost cost = stages.get(stage);
    return cost == null ? "" : both(cost.cpuMs(), cost.wallMs());
  }

  private static String both(double cpu, double wall) {
    return String.format(Locale.ROOT, "%.2f (%.2f)", cpu, wall);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
