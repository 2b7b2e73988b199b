package dev.nevus.standalone.cli;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.standalone.Installation;
import dev.nevus.standalone.World;
import dev.nevus.standalone.WorldPlan;
import dev.nevus.standalone.bench.Latencies;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The idle system: one image at a time, from its upload to its mask on the log. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description =
        "Time from upload to MaskPredicted on an idle Nevus of its own, one image after the other.")
final class BenchLatency implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path root;
  private final Console console;

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

  BenchLatency(Path root, Console console) {
    this.root = root;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path data = Files.createTempDirectory("nevus-bench");
    try {
      return StoppedBySignal.run(
          () -> {
            WorldPlan plan = new WorldPlan(workers, Optional.empty(), EmbeddedTopics::create);
            try (World world =
                World.start(new Installation(root, data), plan, PrintedProgress.aside(console))) {
              return measure(world);
            }
          });
    } finally {
      Folders.delete(data);
    }
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
