package dev.nevus.standalone.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the log and the bucket say together. */
@Command(
    name = "ledger",
    mixinStandardHelpOptions = true,
    description = {
      "Looks at the log and the bucket of a Nevus.",
      "It is found on the data folder, or where NEVUS_S3_* and NEVUS_KAFKA_* say."
    },
    synopsisSubcommandLabel = "COMMAND")
final class Ledger implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private Ledger() {}

  static CommandLine commandLine(Workplace place) {
    return new CommandLine(new Ledger()).addSubcommand(new LedgerVerify(place));
  }

  @Override
  public Integer call() {
    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "verify?");
  }
}
