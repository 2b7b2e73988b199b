package dev.nevus.standalone.bench.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nevus.standalone.bench.process.Figures;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a stage of the work took.
 *
 * @param cpuMs milliseconds of CPU time of the thread that did it
 * @param wallMs milliseconds from its begin to its end
 */
public record StageCost(
    @JsonProperty("cpu_ms") double cpuMs, @JsonProperty("wall_ms") double wallMs) {
  private static final String CPU = "nevus_stage_cpu_seconds_total";
  private static final String WALL = "nevus_stage_seconds_sum";
  private static final String STAGE = "stage";

  /** Of each stage that a worker was in between two looks at its figures. */
  static Map<String, StageCost> between(Figures before, Figures after) {
    Map<String, Double> cpuBefore = before.by(CPU, STAGE);
    Map<String, Double> wallBefore = before.by(WALL, STAGE);
    Map<String, Double> cpu = after.by(CPU, STAGE);
    Map<String, StageCost> costs = new TreeMap<>();
    after
        .by(WALL, STAGE)
        .forEach(
            (stage, seconds) ->
                costs.put(
                    stage,
                    new StageCost(
                        1000 * (cpu.getOrDefault(stage, 0.0) - cpuBefore.getOrDefault(stage, 0.0)),
                        1000 * (seconds - wallBefore.getOrDefault(stage, 0.0)))));
    return costs;
  }

  StageCost dividedBy(int images) {
    return new StageCost(cpuMs / images, wallMs / images);
  }
}
