package dev.nevus.standalone.cli;

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
    String searchPath = System.getenv().getOrDefault("PATH", "");
    System.exit(commandLine(root, searchPath, console).execute(arguments));
  }

  /**
   * @param root the folder of the root POM
   * @param searchPath the PATH
   */
  static CommandLine commandLine(Path root, String searchPath, Console console) {
    return new CommandLine(new Nevus())
        .addSubcommand(new Up(root, console))
        .addSubcommand(new Demo(root, console))
        .addSubcommand(new Push(root, console))
        .addSubcommand(new SegmentFolder(root, console))
        .addSubcommand(Bench.commandLine(root, console))
        .addSubcommand(new Doctor(root, searchPath, console))
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
