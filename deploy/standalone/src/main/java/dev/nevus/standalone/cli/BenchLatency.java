package dev.nevus.standalone.cli;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.standalone.World;
import dev.nevus.standalone.WorldPlan;
import dev.nevus.standalone.bench.Latencies;
import dev.nevus.standalone.bench.LoadedLatency;
import dev.nevus.standalone.bench.MaskTally;
import dev.nevus.standalone.bench.NumberedImages;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sender;
import dev.nevus.standalone.models.RunningNevus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * From an image's upload to its mask on the log: one image at a time on an idle system, or at a
 * constant rate.
 */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "Time from upload to MaskPredicted on an idle Nevus of its own, one image after the other.",
      "With --load or --rate at a constant rate, whatever becomes of the images before."
    })
final class BenchLatency implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path root;
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "100",
      description = "Images to measure; by default ${DEFAULT-VALUE}.")
  private int images;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "40",
      description = "Images before that; by default ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Segmentation workers; by default ${DEFAULT-VALUE}.")
  private int workers;

  @Option(
      names = "--load",
      paramLabel = "SHARE",
      description = "Send at this share of the capacity, which is measured first; 0.8 for example.")
  private @Nullable Double load;

  @Option(names = "--rate", paramLabel = "N", description = "Send so many images a second instead.")
  private @Nullable Double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long a constant rate goes on; by default ${DEFAULT-VALUE}.")
  private int seconds;

  BenchLatency(Path root, Console console) {
    this.root = root;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Optional<LoadedLatency.Plan> loaded = BenchPlace.checked(spec, this::loaded);
    WorldPlan plan =
        new WorldPlan(workers, Optional.empty(), EmbeddedTopics::create, BenchPlace.NO_QUOTA);
    return new BenchPlace(root, console)
        .run(
            installation -> {
              try (World world = World.start(installation, plan, PrintedProgress.aside(console))) {
                return loaded.isPresent() ? measure(world, loaded.get()) : measure(world);
              }
            });
  }

  private int measure(World world) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    List<Double> millis = new ArrayList<>();
    try (Endings endings = new Endings(world.neighbours().bootstrap(), clock);
        HttpDoor http = new HttpDoor(world.http())) {
      Sender sender = new Sender(endings, clock);
      for (int i = 0; i < warmUp + images; i++) {
        Pushed ended = sender.await(sender.send(http, "bench-" + i, drawn(i)), PATIENCE);
        if (!ended.isSegmented()) {
          console.progress("image " + i + " got no mask: " + ended);
          return 1;
        }
        if (i >= warmUp) {
          millis.add(ended.timeToEnd().map(time -> time.toNanos() / 1e6).orElse(Double.NaN));
        }
      }
    }
    report(Latencies.of(millis));
    return 0;
  }

  private Optional<LoadedLatency.Plan> loaded() {
    if (load == null && rate == null) {
      return Optional.empty();
    }
    return Optional.of(
        new LoadedLatency.Plan(
            Optional.ofNullable(rate), load == null ? 1 : load, Duration.ofSeconds(seconds)));
  }

  private int measure(World world, LoadedLatency.Plan plan)
      throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    RunningNevus nevus = RunningNevus.in(world.neighbours().environment());
    NumberedImages pictures = new NumberedImages(1022, 767, 1);
    try (MaskTally masks = new MaskTally(nevus, clock);
        HttpDoor http = new HttpDoor(world.http())) {
      for (int i = 1; i <= warmUp; i++) {
        http.send(pictures.get(), "warm-up");
        masks.awaitImages(i, PATIENCE);
      }
      LoadedLatency.Result result =
          new LoadedLatency(http, pictures, masks, clock).measure(plan, console::progress);
      if (common.wantsJson()) {
        console.json(result);
      } else {
        console.result(result.line());
      }
      return 0;
    }
  }

  private void report(Latencies result) {
    if (common.wantsJson()) {
      console.json(result);
    } else {
      console.result(
          "upload to MaskPredicted, 1022x767 JPEG, %d images: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, max %.0f ms"
              .formatted(
                  result.images(),
                  result.p50Millis(),
                  result.p95Millis(),
                  result.p99Millis(),
                  result.maxMillis()));
    }
  }

  private static byte[] drawn(int number) {
    try (DrawnLesion lesion =
        DrawnLesions.draw(DrawnLesions.Scene.varied(1022, 767, number), number)) {
      return lesion.jpeg();
    }
  }
}
