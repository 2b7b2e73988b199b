package dev.nevus.standalone.bench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.model.Precision;
import dev.nevus.standalone.bench.process.Figures;
import dev.nevus.standalone.bench.process.Resources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what was measured to what is told. */
class WorkerResultTest {
  private static final double EXACT = 1e-9;

  @Test
  void aStageIsWhatItsFiguresGrewBy() {
    Figures before =
        Figures.parse(
            """
            nevus_stage_seconds_sum{stage="infer"} 1.0
            nevus_stage_cpu_seconds_total{stage="infer"} 0.5
            """);
    Figures after =
        Figures.parse(
            """
            nevus_stage_seconds_sum{stage="infer"} 1.4
            nevus_stage_seconds_sum{stage="acknowledge"} 0.1
            nevus_stage_cpu_seconds_total{stage="infer"} 0.7
            """);

    Map<String, StageCost> costs = StageCost.between(before, after);

    StageCost infer = costs.getOrDefault("infer", new StageCost(0, 0));
    assertThat(infer.cpuMs()).isCloseTo(200, within(EXACT));
    assertThat(infer.wallMs()).isCloseTo(400, within(EXACT));
    assertThat(costs).containsEntry("acknowledge", new StageCost(0, 100));
  }

  @Test
  void figuresAreMediansOverTheRounds() {
    WorkerRounds rounds = new WorkerRounds(2);
    for (double worker : new double[] {300, 100, 200}) {
      rounds.add("767x576", batch(worker, 10));
      rounds.add("1022x767", batch(2 * worker, 10));
    }

    WorkerResult result = result(rounds);

    assertThat(result.cpuRatioToBareInference()).isCloseTo(4, within(EXACT));
    assertThat(result.cpuRatioBySize())
        .containsExactly(Map.entry("767x576", 2.0), Map.entry("1022x767", 4.0));
    assertThat(result.rounds()).isEqualTo(3);
    assertThat(result.bareMs()).isEqualTo(10);
    assertThat(result.memory().nativeAtEnd()).isEqualTo(900 - 300 - 100);
    SizeResult usual = result.sizes().get(1);
    assertThat(usual.workerCpuMs()).isEqualTo(40);
    assertThat(usual.restCpuMs()).isCloseTo(40 - 12, within(EXACT));
    assertThat(usual.allocatedKb()).isEqualTo(5);
    assertThat(usual.peakAboveRestBytesPerLane()).isEqualTo(50);
    assertThat(usual.stages().keySet()).containsExactly("fetch", "infer", "unheard-of");
    assertThat(usual.threads().keySet()).containsExactly("work-queue", "C2 compiler");
  }

  @Test
  void anotherSizeStandsInWhereTheUsualOneWasNotMeasured() {
    WorkerRounds rounds = new WorkerRounds(1);
    rounds.add("mixed", batch(150, 10));
    rounds.add("mixed", batch(250, 10));

    assertThat(result(rounds).cpuRatioToBareInference()).isCloseTo(2, within(EXACT));
  }

  @Test
  void isToldInJsonAndInATable() {
    WorkerRounds rounds = new WorkerRounds(2);
    rounds.add("1022x767", batch(200, 10));

    JsonNode json = new ObjectMapper().valueToTree(result(rounds));
    List<String> table = new WorkerTable(result(rounds)).lines();

    assertThat(json.path("cpu_ratio_to_bare_inference").asDouble()).isEqualTo(2);
    assertThat(json.path("cpu_ratio_by_size").path("1022x767").asDouble()).isEqualTo(2);
    JsonNode stage = json.path("sizes").get(0).path("stages").path("infer");
    assertThat(stage.path("cpu_ms").asDouble()).isEqualTo(10);
    assertThat(stage.path("wall_ms").asDouble()).isEqualTo(20);
    assertThat(table)
        .anyMatch(line -> line.startsWith("  infer") && line.contains("10.00 (20.00)"));
    assertThat(table).anyMatch(line -> line.startsWith("ratio") && line.endsWith("2.00"));
  }

  @Test
  void isDrawnWithTheColoursOfItsStages() throws Exception {
    WorkerRounds rounds = new WorkerRounds(2);
    rounds.add("767x576", batch(150, 10));
    rounds.add("1022x767", batch(200, 10));

    byte[] png = new StageChart(result(rounds)).png();

    try (LesionImage chart = new ImageDecoder(ImageLimits.DEFAULT).decode(png)) {
      assertThat(chart.width()).isGreaterThan(1000);
      Set<List<Integer>> colours = new HashSet<>();
      for (int row = 0; row < chart.height(); row += 2) {
        for (int column = 0; column < chart.width(); column += 2) {
          double[] pixel = chart.bgr().get(row, column);
          colours.add(List.of((int) pixel[0], (int) pixel[1], (int) pixel[2]));
        }
      }
      // Paper, ink, reference, rest, and three stages.
      assertThat(colours).hasSizeGreaterThanOrEqualTo(7);
    }
  }

  @Test
  void ownImagesAreMeasuredByTheirSizes(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> SizedImages.in(folder)).hasMessageContaining("no JPEG file");
    for (int side = 20; side <= 60; side += 20) {
      byte[] jpeg = SizedImages.drawn(side, 16).images().get();
      Files.write(folder.resolve(side + ".jpg"), jpeg);
    }
    Files.writeString(folder.resolve("notes.txt"), "not an image");

    List<SizedImages> bySize = SizedImages.in(folder);

    assertThat(bySize).extracting(SizedImages::size).containsExactly("20x16", "40x16", "60x16");
    assertThat(bySize.get(0).images().get()).isNotEqualTo(bySize.get(0).images().get());
    for (int side = 80; side <= 100; side += 20) {
      byte[] jpeg = SizedImages.drawn(side, 16).images().get();
      Files.write(folder.resolve(side + ".JPEG"), jpeg);
    }
    assertThat(SizedImages.in(folder)).extracting(SizedImages::size).containsExactly("mixed");
  }

  @Test
  void aPlanMakesSense() {
    assertThatThrownBy(() -> new WorkerBench.Plan(0, 1, 1, 1, Optional.empty(), Precision.F32))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new WorkerBench.Plan(1, 1, 0, 65, Optional.empty(), Precision.F32))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static WorkerResult result(WorkerRounds rounds) {
    Figures figures =
        Figures.parse(
            """
            jvm_memory_committed_bytes{area="heap",id="Eden Space"} 300
            jvm_memory_committed_bytes{area="nonheap",id="Metaspace"} 100
            """);
    WorkerResult.Memory memory = rounds.memory(500, new Resources(900, 1000, 20, 30), figures);
    return rounds.result("model", "f32", "model.onnx", 0.01, memory);
  }

  /** Of ten images. */
  private static Batch batch(double workerMillis, double bareMillis) {
    Map<String, StageCost> stages =
        Map.of(
            "infer", new StageCost(100, 200),
            "unheard-of", new StageCost(10, 10),
            "fetch", new StageCost(10, 30));
    Map<String, Double> threads =
        Map.of("C2 compiler", 10.0, "work-queue", 150.0, "Signal Dispatch", 0.001);
    return new Batch(10, 500, workerMillis, 50, 30, stages, threads, 50_000, 400, 500, bareMillis);
  }
}
