package dev.nevus.standalone.cli;

import dev.nevus.standalone.bench.Contestant;
import dev.nevus.standalone.bench.Contestants;
import dev.nevus.standalone.bench.TrainingRace;
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

/** How fast this machine trains, side by side with others. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Images a second in training, in turns with DL4J as published and with libtorch on the same"
          + " net: a process each, drawn images.",
      "The first run fetches and builds what is compared with (some 100 MB)."
    })
final class BenchTrain implements Callable<Integer> {
  private final Path root;
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Images a step; by default ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "20",
      description = "Steps in each turn; by default ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Turns each; DL4J as published has one, of 2 steps. By default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--no-libtorch", description = "Leave libtorch out.")
  private boolean withoutLibtorch;

  BenchTrain(Path root, Console console) {
    this.root = root;
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (batch < 1 || steps < 1 || rounds < 1) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--batch, --steps and --rounds must be 1 or more");
    }
    Contestants all = new Contestants(common.installation(root), batch, steps);
    Optional<Contestant> libtorch =
        withoutLibtorch ? Optional.empty() : Optional.of(all.libtorch(console::progress));
    TrainingRace race = new TrainingRace(all.nevus(), all.published(), libtorch);
    TrainingRace.Result result = race.run(rounds, console::progress);
    if (common.wantsJson()) {
      console.json(result);
    } else {
      result.lines().forEach(console::result);
    }
    return 0;
  }
}
