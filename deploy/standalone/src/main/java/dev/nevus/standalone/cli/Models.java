package dev.nevus.standalone.cli;

import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.RunningNevus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The models of a running Nevus. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the models of a running Nevus and adds others to them.",
      "It is found on the data folder, or where NEVUS_S3_* and NEVUS_KAFKA_* say."
    },
    synopsisSubcommandLabel = "COMMAND")
final class Models implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private Models() {}

  static CommandLine commandLine(Path root, Map<String, String> environment, Console console) {
    return new CommandLine(new Models())
        .addSubcommand(new ModelsAdd(root, environment, console))
        .addSubcommand(new ModelsList(root, environment, console));
  }

  /**
   * The models of the Nevus that is meant: the one on the data folder if that is named, else the
   * one that the environment names, else the one on the default data folder.
   */
  static ModelShelf shelf(CommonOptions common, Path root, Map<String, String> environment)
      throws IOException {
    RunningNevus nevus =
        !common.namesData() && RunningNevus.isNamedIn(environment)
            ? RunningNevus.in(environment)
            : RunningNevus.on(common.installation(root).data());
    return ModelShelf.open(nevus, Clock.systemUTC());
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "list them, or add one?");
  }
}
