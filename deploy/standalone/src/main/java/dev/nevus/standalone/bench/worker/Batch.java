package dev.nevus.standalone.bench.worker;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a batch of images cost, all of them together.
 *
 * @param images how many
 * @param wallMillis from the first one's announcement to the last one's mask
 * @param workerMillis CPU time of the worker's process
 * @param brokerMillis CPU time of the broker's process
 * @param storeMillis CPU time of the store's process
 * @param stages what the worker says of its stages
 * @param threads CPU time of the worker's threads, by what they are called
 * @param allocatedBytes by Java in the worker
 * @param restBytes resident memory of the worker before
 * @param peakBytes the most meanwhile
 * @param bareMillis CPU time of one bare run right after
 */
record Batch(
    int images,
    double wallMillis,
    double workerMillis,
    double brokerMillis,
    double storeMillis,
    Map<String, StageCost> stages,
    Map<String, Double> threads,
    double allocatedBytes,
    long restBytes,
    long peakBytes,
    double bareMillis) {
  Batch {
    stages = Map.copyOf(stages);
    threads = Map.copyOf(threads);
  }

  /** What a stage cost an image. */
  Map<String, StageCost> stagesOfAnImage() {
    Map<String, StageCost> each = new TreeMap<>();
    stages.forEach((name, cost) -> each.put(name, cost.dividedBy(images)));
    return each;
  }

  double workerMillisOfAnImage() {
    return workerMillis / images;
  }

  /** CPU time that belongs to no stage: the collector, the compiler, the clients' own threads. */
  double restMillisOfAnImage() {
    double inStages = stages.values().stream().mapToDouble(StageCost::cpuMs).sum();
    return (workerMillis - inStages) / images;
  }

  double ratioToBare() {
    return workerMillisOfAnImage() / bareMillis;
  }
}
