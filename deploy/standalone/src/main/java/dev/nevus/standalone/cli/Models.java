package dev.nevus.standalone.cli;

import dev.nevus.standalone.TrainerTool;
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
      "Shows the models of a running Nevus, adds others to them, and decides which one serves.",
      "It is found on the data folder, or where NEVUS_S3_* and NEVUS_KAFKA_* say.",
      "A model is named by the beginning of its name, or as champion or candidate."
    },
    synopsisSubcommandLabel = "COMMAND")
final class Models implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  private Models() {}

  static CommandLine commandLine(Workplace place) {
    return new CommandLine(new Models())
        .addSubcommand(new ModelsAdd(place))
        .addSubcommand(new ModelsList(place))
        .addSubcommand(new ModelsShow(place))
        .addSubcommand(new ModelsDiff(place))
        .addSubcommand(new ModelsHistory(place))
        .addSubcommand(new ModelsPromote(place))
        .addSubcommand(new ModelsRollback(place))
        .addSubcommand(new ModelsNominate(place))
        .addSubcommand(new ModelsSign(place))
        .addSubcommand(
            ForwardToTrainer.commandLine(
                place.root(),
                TrainerTool.QUANTIZE,
                "Gives a trained model's folder its file in 8 bits and says whether that serves."));
  }

  @Override
  public Integer call() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "list, show, diff, history, promote, rollback, add, sign, nominate, or quantize?");
  }
}
