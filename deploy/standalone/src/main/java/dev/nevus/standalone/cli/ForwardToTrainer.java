package dev.nevus.standalone.cli;

import dev.nevus.standalone.Installation;
import dev.nevus.standalone.TrainerTool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands a command to the trainer, arguments as they are; the trainer knows what they mean. */
@Command
final class ForwardToTrainer implements Callable<Integer> {
  /** Its files are whole at every moment, so there is little to wait for. */
  static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final Path root;
  private final TrainerTool tool;

  @Parameters(arity = "0..*")
  private List<String> arguments = List.of();

  private ForwardToTrainer(Path root, TrainerTool tool) {
    this.root = root;
    this.tool = tool;
  }

  /** The command; {@code --help} among its arguments shows the trainer's own. */
  static CommandLine commandLine(Path root, TrainerTool tool, String description) {
    CommandLine line =
        new CommandLine(new ForwardToTrainer(root, tool))
            .setUnmatchedOptionsArePositionalParams(true)
            .setStopAtPositional(true);
    line.getCommandSpec().name(tool.name()).usageMessage().description(description);
    return line;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return tool.with(Installation.at(root), arguments).run(STOP_WITHIN);
  }
}
