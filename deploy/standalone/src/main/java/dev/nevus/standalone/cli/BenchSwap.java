package dev.nevus.standalone.cli;

import dev.nevus.standalone.World;
import dev.nevus.standalone.WorldPlan;
import dev.nevus.standalone.bench.Latencies;
import dev.nevus.standalone.bench.LoadOutcome;
import dev.nevus.standalone.bench.SwapBench;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.RunningNevus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A constant load while models change. */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description = {
      "Time from upload to MaskPredicted under a constant load, first without and then with"
          + " promotions in turns of two models of equal cost, on a Nevus of its own.",
      "Exit code 0 only if every image got exactly one mask."
    })
final class BenchSwap implements Callable<Integer> {
  private final Path root;
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "4",
      description = "Images a second; by default ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "Length of each phase; by default ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "3",
      description = "From one promotion to the next; by default ${DEFAULT-VALUE}.")
  private double every;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Segmentation workers; by default ${DEFAULT-VALUE}.")
  private int workers;

  BenchSwap(Path root, Console console) {
    this.root = root;
    this.console = console;
  }

  /**
   * What was measured.
   *
   * @param p99Ratio with promotions over without
   * @param duplicates masks beyond one for each image
   */
  record Result(
      Latencies steady,
      Latencies swapping,
      double p99Ratio,
      int promotions,
      int images,
      int duplicates,
      int errors) {
    static Result of(SwapBench.Result measured) {
      LoadOutcome steady = measured.steady();
      LoadOutcome swapping = measured.swapping();
      return new Result(
          steady.latencies(),
          swapping.latencies(),
          measured.p99Ratio(),
          measured.promotions(),
          steady.latencies().images() + swapping.latencies().images(),
          steady.duplicates() + swapping.duplicates(),
          steady.errors().size() + swapping.errors().size());
    }
  }

  @Override
  public Integer call() throws IOException {
    SwapBench.Plan plan = plan();
    WorldPlan parts =
        new WorldPlan(workers, Optional.empty(), EmbeddedTopics::create, BenchPlace.NO_QUOTA);
    return new BenchPlace(root, console)
        .run(
            installation -> {
              try (World world = World.start(installation, parts, PrintedProgress.aside(console))) {
                return measure(world, installation.data(), plan);
              }
            });
  }

  private SwapBench.Plan plan() {
    try {
      return new SwapBench.Plan(
          rate, Duration.ofSeconds(seconds), Duration.ofMillis(Math.round(every * 1000)));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong.getMessage());
    }
  }

  private int measure(World world, Path data, SwapBench.Plan plan)
      throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    try (ModelShelf shelf = ModelShelf.open(RunningNevus.on(data, Map.of()), clock);
        Endings endings = new Endings(world.neighbours().bootstrap(), clock);
        HttpDoor http = new HttpDoor(world.http())) {
      SwapBench.Result measured =
          new SwapBench(shelf, http, endings, clock).run(plan, console::progress);
      measured.steady().errors().forEach(console::progress);
      measured.swapping().errors().forEach(console::progress);
      report(Result.of(measured));
      return measured.isGood() ? 0 : 1;
    }
  }

  private void report(Result result) {
    if (common.wantsJson()) {
      console.json(result);
      return;
    }
    console.result(line("without promotions", result.steady()));
    console.result(line("with " + result.promotions() + " promotions", result.swapping()));
    console.result(
        String.format(
            Locale.ROOT,
            "p99 with over without: %.2f; %d images, %d duplicates, %d errors",
            result.p99Ratio(),
            result.images(),
            result.duplicates(),
            result.errors()));
  }

  private static String line(String phase, Latencies times) {
    return String.format(
        Locale.ROOT,
        "%-20s %d images: p50 %.0f ms, p99 %.0f ms, max %.0f ms",
        phase,
        times.images(),
        times.p50Millis(),
        times.p99Millis(),
        times.maxMillis());
  }
}
