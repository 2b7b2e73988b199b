package dev.nevus.standalone.cli;

import dev.nevus.standalone.client.HttpAnswer;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** People's masks, which models learn from. */
@Command(
    name = "labels",
    mixinStandardHelpOptions = true,
    description = "Hands masks that people drew to a running Nevus, shows them, withdraws them.",
    synopsisSubcommandLabel = "COMMAND")
final class Labels implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private Labels() {}

  static CommandLine commandLine(Workplace place) {
    return new CommandLine(new Labels())
        .addSubcommand(new LabelsImport(place))
        .addSubcommand(new LabelsList(place))
        .addSubcommand(new LabelsAccept(place))
        .addSubcommand(new LabelsWithdraw(place));
  }

  /** Reports what Nevus said, which is {@code done} where it did it; the exit code. */
  static int report(HttpAnswer answer, String done, Console console, boolean json) {
    if (answer instanceof HttpAnswer.Refused refused) {
      console.progress("refused: " + refused.line());
      return 1;
    }
    if (json) {
      console.json(((HttpAnswer.Given) answer).body());
    } else {
      console.result(done);
    }
    return 0;
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "import, list, accept, or withdraw?");
  }
}
