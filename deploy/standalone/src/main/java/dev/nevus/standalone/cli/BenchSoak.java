package dev.nevus.standalone.cli;

import dev.nevus.standalone.bench.soak.SoakBench;
import dev.nevus.standalone.bench.soak.SoakResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What grows in a long run. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "Many images through a few workers, one of which is killed and replaced on the way: what the"
          + " others hold more and more of (memory, threads, files), and whether every image ends"
          + " once.",
      "Exit code 0 only if every image has exactly one mask."
    })
final class BenchSoak implements Callable<Integer> {
  private final BenchPlace place;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Images to send; by default ${DEFAULT-VALUE}.")
  private int images;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      defaultValue = "767x576",
      description = "Size of the drawn images; by default ${DEFAULT-VALUE}.")
  private MaskSize size = new MaskSize(1, 1);

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Segmentation workers, 2 or more; by default ${DEFAULT-VALUE}.")
  private int workers;

  @Option(
      names = "--restart-at",
      paramLabel = "SHARE",
      defaultValue = "0.5",
      description = "Share of the images after which one is killed; by default ${DEFAULT-VALUE}.")
  private double restartAt;

  @Option(
      names = "--sample-every",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = ShortTime.class,
      description = "From one look at the workers to the next; by default ${DEFAULT-VALUE}.")
  private Duration sampleEvery = Duration.ofSeconds(2);

  BenchSoak(Path root, Console console) {
    this.place = new BenchPlace(root, console);
  }

  @Override
  public Integer call() throws IOException {
    SoakBench.Plan plan =
        BenchPlace.checked(
            spec,
            () ->
                new SoakBench.Plan(
                    images, size.width(), size.height(), workers, restartAt, sampleEvery));
    return place.run(
        installation -> {
          SoakResult result =
              new SoakBench(installation, EmbeddedTopics::create, place.console()::progress)
                  .run(plan);
          report(result);
          return result.isGood() ? 0 : 1;
        });
  }

  private void report(SoakResult result) {
    if (common.wantsJson()) {
      place.console().json(result);
    } else {
      result.lines().forEach(place.console()::result);
    }
  }
}
