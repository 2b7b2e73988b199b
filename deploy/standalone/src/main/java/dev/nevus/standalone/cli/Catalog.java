package dev.nevus.standalone.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The read model behind lists and pages, which is made of the log. */
@Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    description = "Shows how far the catalog of a running Nevus has read the log, rebuilds it.",
    synopsisSubcommandLabel = "COMMAND")
final class Catalog implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private Catalog() {}

  static CommandLine commandLine(Workplace place) {
    return new CommandLine(new Catalog())
        .addSubcommand(new CatalogShow(place))
        .addSubcommand(new CatalogRebuild(place));
  }

  @Override
  public Integer call() {
    throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "show, or rebuild?");
  }
}
