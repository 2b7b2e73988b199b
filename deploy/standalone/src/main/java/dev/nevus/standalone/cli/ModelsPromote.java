package dev.nevus.standalone.cli;

import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.models.AskGate;
import dev.nevus.standalone.models.ModelShelf;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets a model serve, if it earns it. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the gate to judge a model against the champion, and waits for what it decides and for"
          + " the workers to follow.",
      "With --force it serves unjudged: --reason must say why.",
      "Exit code 0 if it serves, 1 if it was refused, a worker declined it, or there was no answer"
          + " in time."
    })
final class ModelsPromote implements Callable<Integer> {
  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();
  @Mixin private final SwapOptions swap = new SwapOptions();

  @Parameters(paramLabel = "MODEL", description = "Beginning of its name, or candidate.")
  private String model = "";

  @Option(names = "--force", description = "Do not ask the gate.")
  private boolean force;

  @Option(
      names = "--gate-within",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to wait for the gate; by default ${DEFAULT-VALUE}.")
  private int seconds;

  ModelsPromote(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String by = said.by(place);
    String reason = force ? said.reason() : said.reason("asked for on the command line");
    try (ModelShelf shelf = place.shelf(common)) {
      ModelId found = shelf.find(model);
      if (!force && !swap.waits()) {
        shelf.gate().ask(found, by, reason);
        place.console().progress("the gate is asked; see 'nevus models history' for its answer");
        return 0;
      }
      boolean serves =
          swap.follow(
              shelf,
              place.console(),
              common.wantsJson(),
              () ->
                  force
                      ? Optional.of(shelf.decide().force(found, by, reason))
                      : askGate(shelf, found, by, reason));
      return serves ? 0 : 1;
    }
  }

  private Optional<Decision> askGate(ModelShelf shelf, ModelId found, String by, String reason)
      throws IOException, InterruptedException {
    AskGate gate = shelf.gate();
    AskGate.Asked asked = gate.ask(found, by, reason);
    place.console().progress("the gate is asked to judge " + found);
    Optional<Decision> answer = gate.await(asked, Duration.ofSeconds(seconds));
    if (answer.isEmpty()) {
      place
          .console()
          .progress(
              "the gate said nothing within %d s: is a trainer up? It may answer later: see"
                      .formatted(seconds)
                  + " 'nevus models history'");
    }
    return answer;
  }
}
