package dev.nevus.standalone.bench.worker;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * What an image of one size costs; each figure is the median over the rounds.
 *
 * @param size of the images, width x height
 * @param images in a batch
 * @param cpuRatioToBareInference the worker's CPU time over the bare run's of the same round
 * @param workerCpuMs CPU time of the worker's process
 * @param bareMs CPU time of a bare run
 * @param stages in the order of the work
 * @param restCpuMs CPU time of the worker that belongs to no stage
 * @param threads CPU time of the worker's threads by what they are called, the largest first; what
 *     ran in the stages is that of {@code work-queue}
 * @param wallMs time from one mask to the next
 * @param brokerCpuMs CPU time of the broker's process
 * @param storeCpuMs CPU time of the store's process
 * @param allocatedKb by Java in the worker, the mean over all rounds
 * @param peakAboveRestBytesPerLane resident memory at its peak above that before the batch, for
 *     each image in hand
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SizeResult(
    String size,
    int images,
    double cpuRatioToBareInference,
    double workerCpuMs,
    double bareMs,
    Map<String, StageCost> stages,
    double restCpuMs,
    Map<String, Double> threads,
    double wallMs,
    double brokerCpuMs,
    double storeCpuMs,
    double allocatedKb,
    long peakAboveRestBytesPerLane) {
  private static final double WORTH_TELLING = 0.01;
  private static final List<String> ORDER =
      List.of(
          "fetch",
          "inspect",
          "decode",
          "resize",
          "infer",
          "segment",
          "form",
          "measure",
          "encode",
          "put",
          "publish",
          "acknowledge");

  public SizeResult {
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    threads = Collections.unmodifiableMap(new LinkedHashMap<>(threads));
  }

  static SizeResult of(String size, List<Batch> rounds, int lanes) {
    double images = rounds.stream().mapToInt(Batch::images).sum();
    return new SizeResult(
        size,
        rounds.get(0).images(),
        median(rounds, Batch::ratioToBare),
        median(rounds, Batch::workerMillisOfAnImage),
        median(rounds, Batch::bareMillis),
        stages(rounds),
        median(rounds, Batch::restMillisOfAnImage),
        threads(rounds),
        median(rounds, batch -> batch.wallMillis() / batch.images()),
        median(rounds, batch -> batch.brokerMillis() / batch.images()),
        median(rounds, batch -> batch.storeMillis() / batch.images()),
        rounds.stream().mapToDouble(Batch::allocatedBytes).sum() / images / 1000,
        (long) median(rounds, batch -> (batch.peakBytes() - batch.restBytes()) / (double) lanes));
  }

  private static Map<String, StageCost> stages(List<Batch> rounds) {
    Set<String> names = new TreeSet<>(SizeResult::inOrder);
    rounds.forEach(batch -> names.addAll(batch.stages().keySet()));
    Map<String, StageCost> stages = new LinkedHashMap<>();
    StageCost nothing = new StageCost(0, 0);
    for (String name : names) {
      stages.put(
          name,
          new StageCost(
              median(rounds, batch -> batch.stagesOfAnImage().getOrDefault(name, nothing).cpuMs()),
              median(
                  rounds, batch -> batch.stagesOfAnImage().getOrDefault(name, nothing).wallMs())));
    }
    return stages;
  }

  private static Map<String, Double> threads(List<Batch> rounds) {
    Map<String, Double> millis = new TreeMap<>();
    rounds.stream()
        .flatMap(batch -> batch.threads().keySet().stream())
        .distinct()
        .forEach(
            name ->
                millis.put(
                    name,
                    median(
                        rounds,
                        batch -> batch.threads().getOrDefault(name, 0.0) / batch.images())));
    Map<String, Double> largestFirst = new LinkedHashMap<>();
    millis.entrySet().stream()
        .filter(entry -> entry.getValue() >= WORTH_TELLING)
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .forEach(entry -> largestFirst.put(entry.getKey(), entry.getValue()));
    return largestFirst;
  }

  /** Known stages as an image goes through them, others behind. */
  private static int inOrder(String one, String other) {
    int place = Integer.compare(place(one), place(other));
    return place == 0 ? one.compareTo(other) : place;
  }

  private static int place(String stage) {
    int place = ORDER.indexOf(stage);
    return place < 0 ? ORDER.size() : place;
  }

  static double median(List<Batch> rounds, ToDoubleFunction<Batch> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
  }
}
