package dev.nevus.standalone.cli;

import dev.nevus.event.Origin;
import dev.nevus.image.ImageId;
import dev.nevus.standalone.TrainerTool;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    Workplace place =
        new Workplace(root, System.getenv(), System.getProperty("user.name", "somebody"), console);
    System.exit(commandLine(place).execute(arguments));
  }

  static CommandLine commandLine(Workplace place) {
    Path root = place.root();
    Console console = place.console();
    return new CommandLine(new Nevus())
        .addSubcommand(new Up(root, console))
        .addSubcommand(new Demo(root, console))
        .addSubcommand(new Push(root, console))
        .addSubcommand(new Status(place))
        .addSubcommand(new SegmentFolder(root, console))
        .addSubcommand(Train.commandLine(place))
        .addSubcommand(
            ForwardToTrainer.commandLine(
                root,
                TrainerTool.EVALUATE,
                "Scores a model on labelled images: ISIC scoring with intervals, by traits, against"
                    + " a second model."))
        .addSubcommand(new TrainingsList(place))
        .addSubcommand(Labels.commandLine(place))
        .addSubcommand(new Resegment(place))
        .addSubcommand(DeadLetters.commandLine(place))
        .addSubcommand(Catalog.commandLine(place))
        .addSubcommand(Ledger.commandLine(place))
        .addSubcommand(Bench.commandLine(root, console))
        .addSubcommand(Models.commandLine(place))
        .addSubcommand(new Doctor(root, place.environment().getOrDefault("PATH", ""), console))
        .registerConverter(MaskSize.class, new MaskSize.Converter())
        .registerConverter(ImageId.class, new ImageIds())
        .registerConverter(Origin.class, new LetterIds())
        .setCaseInsensitiveEnumValuesAllowed(true)
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
