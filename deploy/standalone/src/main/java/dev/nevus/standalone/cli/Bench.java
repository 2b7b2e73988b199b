package dev.nevus.standalone.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measurements, as this machine gives them. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures Nevus on this machine.",
    synopsisSubcommandLabel = "COMMAND")
final class Bench implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private Bench() {}

  static CommandLine commandLine(Path root, Console console) {
    return new CommandLine(new Bench())
        .addSubcommand(new BenchWorker(root, console))
        .addSubcommand(new BenchPipeline(root, console))
        .addSubcommand(new BenchSoak(root, console))
        .addSubcommand(new BenchLatency(root, console))
        .addSubcommand(new BenchTrain(root, console))
        .addSubcommand(BenchMicro.commandLine(root, console))
        .addSubcommand(new BenchSwap(root, console));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "what is to be measured?");
  }
}
