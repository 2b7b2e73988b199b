package dev.nevus.standalone.cli;

import dev.nevus.standalone.bench.pipeline.PipelineBench;
import dev.nevus.standalone.bench.pipeline.PipelineResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How workers add up. */
@Command(
    name = "pipeline",
    mixinStandardHelpOptions = true,
    description = {
      "Images a second of one worker and of more, from a backlog, on a broker and a store of their"
          + " own; then latencies at a constant rate.",
      "Each worker is a process. With --stand-in it waits instead of working: what is left is what"
          + " the log costs."
    })
final class BenchPipeline implements Callable<Integer> {
  private final BenchPlace place;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--workers",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,4",
      description = "Counts of workers, in turns; by default ${DEFAULT-VALUE}.")
  private List<Integer> workers = List.of();

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "400",
      description = "Images in the backlog; by default ${DEFAULT-VALUE}.")
  private int images;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "1022x767",
      description = "Size of the drawn images; by default ${DEFAULT-VALUE}.")
  private MaskSize size = new MaskSize(1, 1);

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "100",
      description = "Images that each worker has before that; by default ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Turns of each count; by default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--cores",
      paramLabel = "N",
      defaultValue = "1",
      description = "Images that a worker computes at once; by default ${DEFAULT-VALUE}.")
  private int cores;

  @Option(
      names = "--queue",
      paramLabel = "KIND",
      defaultValue = "auto",
      description =
          "How the broker hands work out: share-group, consumer-group, or auto; by default"
              + " ${DEFAULT-VALUE}.")
  private String queue = "auto";

  @Option(
      names = "--stand-in",
      paramLabel = "TIME",
      converter = ShortTime.class,
      description = "Wait so long instead of segmenting, for example 20ms.")
  private @Nullable Duration standIn;

  @Option(names = "--pin", description = "Keep each worker on a core of its own (taskset).")
  private boolean pin;

  @Option(
      names = "--load",
      paramLabel = "SHARE",
      defaultValue = "0.8",
      description =
          "Share of the throughput at which latencies are measured; by default ${DEFAULT-VALUE}.")
  private double load;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "15",
      description = "How long that goes on; by default ${DEFAULT-VALUE}.")
  private int seconds;

  BenchPipeline(Path root, Console console) {
    this.place = new BenchPlace(root, console);
  }

  @Override
  public Integer call() throws IOException {
    PipelineBench.Plan plan = BenchPlace.checked(spec, this::plan);
    return place.run(
        installation -> {
          report(
              new PipelineBench(
                      installation,
                      bootstrap -> EmbeddedTopics.create(bootstrap, partitions()),
                      place.console()::progress)
                  .run(plan));
          return 0;
        });
  }

  /** A share group needs no more than usual. */
  private int partitions() {
    boolean isShared = !queue.equals("consumer-group");
    return isShared ? 1 : workers.stream().mapToInt(Integer::intValue).max().orElse(1);
  }

  private PipelineBench.Plan plan() {
    return new PipelineBench.Plan(
        workers,
        images,
        size.width(),
        size.height(),
        warmUp,
        rounds,
        new PipelineBench.Worker(cores, Optional.ofNullable(standIn), pin, queue),
        load,
        Duration.ofSeconds(seconds));
  }

  private void report(PipelineResult result) {
    if (common.wantsJson()) {
      place.console().json(result);
    } else {
      result.lines().forEach(place.console()::result);
    }
  }
}
