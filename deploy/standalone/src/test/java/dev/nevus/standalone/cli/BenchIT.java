package dev.nevus.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.standalone.CommandLineProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benches as a person runs them, with as little to measure as there can be. */
class BenchIT {
  @Test
  void aWorkersStagesAddUpToItsTime(@TempDir Path folder) throws Exception {
    try (DrawnLesion drawn = DrawnLesions.draw(DrawnLesions.Scene.varied(320, 240, 1), 1)) {
      Files.write(folder.resolve("drawn.jpg"), drawn.jpeg());
    }
    Path chart = folder.resolve("chart.png");

    JsonNode json =
        run(
            folder,
            "bench",
            "worker",
            "--images",
            folder.toString(),
            "--rounds",
            "1",
            "--per-size",
            "8",
            "--warm-up",
            "4",
            "--cores",
            "1",
            "--chart",
            chart.toString(),
            "--json");

    JsonNode size = json.path("sizes").get(0);
    assertThat(size.path("size").asText()).isEqualTo("320x240");
    assertThat(size.path("images").asInt()).isEqualTo(8);
    double worker = size.path("worker_cpu_ms").asDouble();
    double bare = size.path("bare_ms").asDouble();
    assertThat(worker).isPositive();
    assertThat(bare).isPositive();
    assertThat(json.path("cpu_ratio_to_bare_inference").asDouble()).isEqualTo(worker / bare);
    double stages = 0;
    for (JsonNode stage : size.path("stages")) {
      assertThat(stage.path("cpu_ms").asDouble()).isNotNegative();
      assertThat(stage.path("wall_ms").asDouble()).isNotNegative();
      stages += stage.path("cpu_ms").asDouble();
    }
    assertThat(size.path("stages").has("infer")).isTrue();
    assertThat(size.path("stages").path("infer").path("cpu_ms").asDouble()).isPositive();
    assertThat(stages + size.path("rest_cpu_ms").asDouble())
        .isBetween(0.99 * worker, 1.01 * worker);
    assertThat(json.path("memory").path("resident_peak").asLong()).isGreaterThan(50_000_000);
    assertThat(json.path("model_file").asText()).endsWith("model.onnx");
    assertThat(Files.readAllBytes(chart)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void workersThatOnlyWaitShareABacklog(@TempDir Path folder) throws Exception {
    JsonNode json =
        run(
            folder,
            "bench",
            "pipeline",
            "--stand-in",
            "5ms",
            "--workers",
            "1,2",
            "--images",
            "60",
            "--warm-up",
            "10",
            "--seconds",
            "1",
            "--json");

    assertThat(json.path("stand_in_ms").asDouble()).isEqualTo(5);
    List<JsonNode> counts = List.of(json.path("counts").path(0), json.path("counts").path(1));
    for (JsonNode count : counts) {
      // No more than the waiting allows.
      assertThat(count.path("images_per_second").asDouble())
          .isBetween(1.0, 200.0 * count.path("workers").asInt());
      assertThat(count.path("p50_ms").asDouble()).isGreaterThanOrEqualTo(5);
      assertThat(count.path("worker_cpu_seconds").asDouble()).isNotNegative();
    }
    assertThat(json.path("speedup").asDouble())
        .isEqualTo(
            counts.get(1).path("images_per_second").asDouble()
                / counts.get(0).path("images_per_second").asDouble());
    assertThat(json.has("speedup_by_worker_cpu")).isTrue();
  }

  @Test
  void aStepIsMeasuredAloneInAJvmLikeAWorkers(@TempDir Path folder) throws Exception {
    JsonNode json =
        run(
            folder,
            "bench",
            "micro",
            "EventBenchmark.toJson",
            "-p",
            "sample=MASK_PREDICTED",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "10ms",
            "--json");

    assertThat(json.path("benchmark").asText()).endsWith("EventBenchmark.toJson");
    assertThat(json.path("params").path("sample").asText()).isEqualTo("MASK_PREDICTED");
    assertThat(json.path("primaryMetric").path("score").asDouble()).isPositive();
    assertThat(json.path("jvmArgs").toString()).contains("-XX:+UseSerialGC", "-Xmx192m");
  }

  private static JsonNode run(Path folder, String... arguments) throws Exception {
    CommandLineProcess ended = CommandLineProcess.run(folder, Map.of(), arguments);
    assertThat(ended.exitCode()).as(ended.progress()).isZero();
    return ended.json().get(0);
  }
}
