package dev.nevus.standalone.cli;

import dev.nevus.standalone.TrainerTool;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/**
 * The {@code nevus} command. Exit codes: 0 it worked, 1 something failed, 2 it was not understood.
 */
@Command(
    name = "nevus",
    mixinStandardHelpOptions = true,
    version = "nevus 0.1.0",
    description = "Finds skin lesions in dermoscopy images.",
    synopsisSubcommandLabel = "COMMAND")
public final class Nevus {
  /** Set by the launcher: the folder of the root POM. */
  private static final String ROOT = "nevus.root";

  private Nevus() {}

  public static void main(String[] arguments) {
    Console console =
        new Console(
            new PrintStream(System.out, true, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8));
    Path root = Path.of(System.getProperty(ROOT, "."));
    System.exit(commandLine(root, System.getenv(), console).execute(arguments));
  }

  /**
   * @param root the folder of the root POM
   * @param environment the PATH, and where Nevus is if not on the data folder
   */
  static CommandLine commandLine(Path root, Map<String, String> environment, Console console) {
    return new CommandLine(new Nevus())
        .addSubcommand(new Up(root, console))
        .addSubcommand(new Demo(root, console))
        .addSubcommand(new Push(root, console))
        .addSubcommand(new SegmentFolder(root, console))
        .addSubcommand(
            ForwardToTrainer.commandLine(
                root, TrainerTool.TRAIN, "Trains a model from folders of images and masks."))
        .addSubcommand(
            ForwardToTrainer.commandLine(
                root,
                TrainerTool.EVALUATE,
                "Scores a model on labelled images: ISIC scoring with intervals, by traits, against"
                    + " a second model."))
        .addSubcommand(Bench.commandLine(root, console))
        .addSubcommand(Models.commandLine(root, environment, console))
        .addSubcommand(new Doctor(root, environment.getOrDefault("PATH", ""), console))
        .registerConverter(MaskSize.class, new MaskSize.Converter())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> report(failure, parsed, console));
  }

  private static int report(Exception failure, ParseResult parsed, Console console) {
    console.progress(
        "nevus " + parsed.subcommand().commandSpec().name() + ": " + failure.getMessage());
    boolean isOurMistake = failure instanceof RuntimeException;
    if (isOurMistake) {
      failure.printStackTrace();
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
