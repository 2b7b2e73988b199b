package dev.nevus.standalone.cli;

import dev.nevus.standalone.World;
import dev.nevus.standalone.WorldPlan;
import java.io.IOException;
import java.nio.file.Path;
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

/** Runs all of Nevus until Ctrl-C. */
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Starts broker, store, ingest, workers and trainer, and keeps them running until Ctrl-C.")
final class Up implements Callable<Integer> {
  private final Path root;
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Segmentation workers; by default ${DEFAULT-VALUE}.")
  private int workers;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description =
          "Port of the web page; by default that of the last run, or 8080, or a free one.")
  private @Nullable Integer httpPort;

  Up(Path root, Console console) {
    this.root = root;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    PrintedProgress progress = PrintedProgress.asResult(console, common.wantsJson());
    WorldPlan plan = plan();
    int code =
        StoppedBySignal.run(
            () -> {
              try (World world = World.start(common.installation(root), plan, progress)) {
                console.progress("Nevus is up at " + world.http() + "; Ctrl-C stops it.");
                StoppedBySignal.await();
                return 0;
              }
            });
    console.progress("Nevus is down.");
    return code;
  }

  private WorldPlan plan() {
    try {
      return new WorldPlan(workers, Optional.ofNullable(httpPort), EmbeddedTopics::create);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(Objects.requireNonNull(spec).commandLine(), wrong.getMessage());
    }
  }
}
