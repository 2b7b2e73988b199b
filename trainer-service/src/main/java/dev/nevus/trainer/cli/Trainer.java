package dev.nevus.trainer.cli;

import dev.nevus.trainer.report.ProgressBar;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The trainer's tools, which {@code deploy/nevus} hands its arguments to. Exit codes: 0 it worked,
 * 1 something failed, 2 it was not understood.
 */
@Command(
    name = "nevus",
    mixinStandardHelpOptions = true,
    version = "nevus 0.1.0",
    description = "Trains and judges the models of Nevus.",
    synopsisSubcommandLabel = "COMMAND")
public final class Trainer {
  private Trainer() {}

  public static void main(String[] arguments) {
    Console console =
        new Console(
            new PrintStream(System.out, true, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8));
    System.exit(commandLine(console, ProgressBar.Style.detected()).execute(arguments));
  }

  /**
   * Every tool; a new one is one line here.
   *
   * @param style how a training's progress appears
   */
  static CommandLine commandLine(Console console, ProgressBar.Style style) {
    return new CommandLine(new Trainer())
        .addSubcommand(new Train(console, style))
        .addSubcommand(new Evaluate(console))
        .addSubcommand(new Quantize(console))
        .addSubcommand(new MeasureSpeed(console))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> report(failure, parsed, console));
  }

  private static int report(Exception failure, ParseResult parsed, Console console) {
    console.progress(
        "nevus " + parsed.subcommand().commandSpec().name() + ": " + failure.getMessage());
    boolean isOurMistake = failure instanceof RuntimeException;
    if (isOurMistake) {
      failure.printStackTrace(console.progressStream());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
