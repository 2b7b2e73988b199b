package dev.nevus.standalone.cli;

import dev.nevus.standalone.Installation;
import dev.nevus.standalone.TrainerTool;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains here, from folders, or has the running trainer do it. */
@Command(
    description = {
      "Trains a model from folders of images and masks.",
      "With --service the running trainer trains from the labels that it has: see"
          + " 'nevus train --service --help'."
    })
final class Train implements Callable<Integer> {
  private final Workplace place;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..*")
  private List<String> arguments = List.of();

  private Train(Workplace place) {
    this.place = place;
  }

  /** The command; {@code --help} among its arguments shows the trainer's own. */
  static CommandLine commandLine(Workplace place) {
    CommandLine line =
        new CommandLine(new Train(place))
            .setUnmatchedOptionsArePositionalParams(true)
            .setStopAtPositional(true);
    line.getCommandSpec().name(TrainerTool.TRAIN.name());
    return line;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (arguments.contains(TrainService.SERVICE)) {
      return service();
    }
    return TrainerTool.TRAIN
        .with(Installation.at(place.root()), arguments)
        .run(ForwardToTrainer.STOP_WITHIN);
  }

  private int service() throws IOException, InterruptedException {
    TrainService service = new TrainService(place);
    CommandLine outer = Objects.requireNonNull(spec).commandLine();
    CommandLine line = new CommandLine(service).setOut(outer.getOut()).setErr(outer.getErr());
    String[] words = arguments.toArray(String[]::new);
    try {
      line.parseArgs(words);
      return CommandLine.printHelpIfRequested(line.getParseResult()) ? 0 : service.call();
    } catch (ParameterException wrong) {
      line.getErr().println(wrong.getMessage());
      line.usage(line.getErr());
      return CommandLine.ExitCode.USAGE;
    }
  }
}
