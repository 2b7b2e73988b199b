package dev.nevus.standalone.cli;

import dev.nevus.model.Precision;
import dev.nevus.standalone.bench.worker.SizedImages;
import dev.nevus.standalone.bench.worker.StageChart;
import dev.nevus.standalone.bench.worker.WorkerBench;
import dev.nevus.standalone.bench.worker.WorkerResult;
import dev.nevus.standalone.bench.worker.WorkerTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What an image costs a worker. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    description = {
      "CPU time that an image costs a segmentation worker, stage by stage, in turns with the bare"
          + " run of its model: a broker, a store and one worker of their own.",
      "Drawn images of 767x576, 1022x767 and 4288x2848, or your own."
    })
final class BenchWorker implements Callable<Integer> {
  private static final int MOST_CORES = 32;

  private final BenchPlace place;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "JPEG files to take instead, measured by their sizes (to 4, else together).")
  private @Nullable Path images;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Batches of each size; by default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--per-size",
      paramLabel = "N",
      defaultValue = "40",
      description = "Images in a batch; by default ${DEFAULT-VALUE}.")
  private int perSize;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "600",
      description = {
        "Images before that at the most; by default ${DEFAULT-VALUE}.",
        "Fewer once the worker's compilers have little left to do."
      })
  private int warmUp;

  @Option(
      names = "--cores",
      paramLabel = "N",
      description = "Images that the worker computes at once; by default as many as cores.")
  private @Nullable Integer cores;

  @Option(
      names = "--model",
      paramLabel = "PATH",
      description = "An ONNX file, or a folder with model.onnx; by default the shipped model.")
  private @Nullable Path model;

  @Option(
      names = "--precision",
      paramLabel = "NUMBERS",
      defaultValue = "f32",
      description = {
        "File of the model that serves and is run bare, f32 or int8; by default ${DEFAULT-VALUE},",
        "whatever the model's manifest chose."
      })
  private Precision precision = Precision.F32;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Draw where the time goes into this PNG file.")
  private @Nullable Path chart;

  BenchWorker(Path root, Console console) {
    this.place = new BenchPlace(root, console);
  }

  @Override
  public Integer call() throws IOException {
    WorkerBench.Plan plan = BenchPlace.checked(spec, this::plan);
    List<SizedImages> sizes = images == null ? SizedImages.drawn() : SizedImages.in(images);
    return place.run(
        installation -> {
          WorkerBench bench =
              new WorkerBench(installation, EmbeddedTopics::create, place.console()::progress);
          report(bench.run(plan, sizes));
          return 0;
        });
  }

  private WorkerBench.Plan plan() {
    int all = Math.min(MOST_CORES, Runtime.getRuntime().availableProcessors());
    return new WorkerBench.Plan(
        rounds, perSize, warmUp, cores == null ? all : cores, modelFile(), precision);
  }

  private Optional<Path> modelFile() {
    return Optional.ofNullable(model)
        .map(path -> Files.isDirectory(path) ? path.resolve("model.onnx") : path);
  }

  private void report(WorkerResult result) throws IOException {
    if (chart != null) {
      Files.write(chart, new StageChart(result).png());
    }
    if (common.wantsJson()) {
      place.console().json(result);
    } else {
      new WorkerTable(result).lines().forEach(place.console()::result);
    }
  }
}
