package dev.nevus.standalone.bench.worker;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;

/**
 * What images cost a worker.
 *
 * @param cpuRatioToBareInference worker's CPU time for an image over the bare run of its model, for
 *     images of the usual size, or of the first size where that one was not measured
 * @param cpuRatioBySize the same for each size
 * @param allocatedKbPerImage by Java, for the same size
 * @param bareMs CPU time of a bare run, the median over all
 * @param idleCpuShare CPU time of the worker over time while it had nothing to do; 0.01 is a
 *     hundredth of a core
 * @param model its name
 * @param precision the numbers in which it computes, {@code f32} or {@code int8}
 * @param modelFile the file that was measured
 * @param lanes images that the worker has in hand at once
 * @param rounds batches of each size, a bare run after each
 * @param memory of the worker
 * @param sizes in the order in which they were measured
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record WorkerResult(
    double cpuRatioToBareInference,
    Map<String, Double> cpuRatioBySize,
    double allocatedKbPerImage,
    double bareMs,
    double idleCpuShare,
    String model,
    String precision,
    String modelFile,
    int lanes,
    int rounds,
    Memory memory,
    List<SizeResult> sizes) {
  public WorkerResult {
    sizes = List.copyOf(sizes);
  }

  /**
   * Memory of the worker's process, in bytes.
   *
   * @param residentAtRest before the first batch, warmed up
   * @param residentPeak the most in any batch
   * @param heapCommitted Java's heap at the end
   * @param otherCommitted what else Java itself manages, at the end: classes, compiled code
   * @param nativeAtEnd resident at the end without both: libraries, pictures, the model. What Java
   *     committed need not be resident, so it may be somewhat more
   * @param threads at the end
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Memory(
      long residentAtRest,
      long residentPeak,
      long heapCommitted,
      long otherCommitted,
      long nativeAtEnd,
      long threads) {}
}
