package dev.nevus.standalone.bench.worker;

import dev.nevus.standalone.bench.process.Figures;
import dev.nevus.standalone.bench.process.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The batches of a bench, by size. For one thread. */
final class WorkerRounds {
  private final Map<String, List<Batch>> bySize = new LinkedHashMap<>();
  private final int lanes;

  /**
   * @param lanes images that the worker has in hand at once
   */
  WorkerRounds(int lanes) {
    this.lanes = lanes;
  }

  void add(String size, Batch batch) {
    bySize.computeIfAbsent(size, unseen -> new ArrayList<>()).add(batch);
  }

  /** What all of them say; at least one must be there. */
  WorkerResult result(
      String model,
      String precision,
      String modelFile,
      double idleCpuShare,
      WorkerResult.Memory memory) {
    List<SizeResult> sizes = new ArrayList<>();
    Map<String, Double> ratios = new LinkedHashMap<>();
    bySize.forEach(
        (size, rounds) -> {
          SizeResult result = SizeResult.of(size, rounds, lanes);
          sizes.add(result);
          ratios.put(size, result.cpuRatioToBareInference());
        });
    SizeResult usual =
        sizes.stream()
            .filter(result -> result.size().equals(SizedImages.USUAL))
            .findFirst()
            .orElse(sizes.get(0));
    return new WorkerResult(
        usual.cpuRatioToBareInference(),
        ratios,
        usual.allocatedKb(),
        SizeResult.median(all(), Batch::bareMillis),
        idleCpuShare,
        model,
        precision,
        modelFile,
        lanes,
        bySize.values().iterator().next().size(),
        memory,
        sizes);
  }

  /**
   * Memory of the worker.
   *
   * @param rest resident before the first batch
   * @param now at the end
   * @param figures at the end
   */
  WorkerResult.Memory memory(long rest, Resources now, Figures figures) {
    Map<String, Double> committed = figures.by("jvm_memory_committed_bytes", "area");
    long heap = committed.getOrDefault("heap", 0.0).longValue();
    long other = committed.getOrDefault("nonheap", 0.0).longValue();
    return new WorkerResult.Memory(
        rest,
        all().stream().mapToLong(Batch::peakBytes).max().orElse(0),
        heap,
        other,
        now.residentBytes() - heap - other,
        now.threads());
  }

  private List<Batch> all() {
    return bySize.values().stream().flatMap(Collection::stream).toList();
  }
}
