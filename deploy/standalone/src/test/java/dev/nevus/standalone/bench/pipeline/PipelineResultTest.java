package dev.nevus.standalone.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.nevus.standalone.bench.Latencies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From what was measured to what is told. */
class PipelineResultTest {
  private static final double EXACT = 1e-9;

  @Test
  void theLastCountIsComparedWithTheFirst() {
    CountResult one = count(1, 20, 5);
    CountResult four = count(4, 60, 5.5).with(48, Latencies.of(List.of(100.0, 200.0)));

    PipelineResult result =
        PipelineResult.of(plan(Optional.of(Duration.ofMillis(20))), List.of(one, four));

    assertThat(result.speedup()).isCloseTo(3, within(EXACT));
    assertThat(result.speedupByWorkerCpu()).isCloseTo(4 * 5 / 5.5, within(EXACT));
    JsonNode json = new ObjectMapper().registerModule(new Jdk8Module()).valueToTree(result);
    assertThat(json.path("speedup").asDouble()).isCloseTo(3, within(EXACT));
    assertThat(json.path("stand_in_ms").asDouble()).isEqualTo(20);
    assertThat(json.path("counts").get(1).path("images_per_second").asDouble()).isEqualTo(60);
    assertThat(json.path("counts").get(1).path("p95_ms").asDouble()).isEqualTo(200);
    assertThat(json.has("lines")).isFalse();
    assertThat(result.lines()).hasSize(3);
  }

  @Test
  void realWorkersHaveNoTimeOfWaiting() {
    PipelineResult result = PipelineResult.of(plan(Optional.empty()), List.of(count(1, 20, 5)));

    JsonNode json = new ObjectMapper().registerModule(new Jdk8Module()).valueToTree(result);
    assertThat(json.has("stand_in_ms")).isFalse();
    assertThat(result.speedup()).isEqualTo(1);
  }

  @Test
  void roundsAreMetInTheMiddle() {
    CountResult median =
        CountResult.median(List.of(count(1, 9, 1), count(1, 1, 2), count(1, 5, 9)));

    assertThat(median.imagesPerSecond()).isEqualTo(5);
    assertThat(median.workerCpuSeconds()).isEqualTo(2);
    assertThat(CountResult.median(List.of(count(1, 2, 1), count(1, 4, 1))).imagesPerSecond())
        .isEqualTo(3);
  }

  @Test
  void aPlanMakesSense() {
    assertThatThrownBy(() -> plan(List.of(), 10, 0.8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plan(List.of(1, 65), 10, 0.8))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plan(List.of(1), 9, 0.8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> plan(List.of(1), 10, 1.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static PipelineBench.Plan plan(List<Integer> workers, int images, double load) {
    return new PipelineBench.Plan(
        workers,
        images,
        64,
        48,
        1,
        1,
        new PipelineBench.Worker(1, Optional.empty(), false, "auto"),
        load,
        Duration.ofSeconds(1));
  }

  private static PipelineBench.Plan plan(Optional<Duration> standIn) {
    return new PipelineBench.Plan(
        List.of(1, 4),
        100,
        64,
        48,
        1,
        1,
        new PipelineBench.Worker(1, standIn, false, "share-group"),
        0.8,
        Duration.ofSeconds(1));
  }

  private static CountResult count(int workers, double perSecond, double cpuSeconds) {
    return new CountResult(workers, perSecond, cpuSeconds, 1, 1, 1, 0, 0, 0, 0);
  }
}
