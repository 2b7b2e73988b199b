package dev.nevus.standalone.cli;

import dev.nevus.model.Decision;
import dev.nevus.standalone.models.ModelShelf;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a model the candidate. */
@Command(
    name = "nominate",
    mixinStandardHelpOptions = true,
    description = "Makes a model the candidate, which workers try beside the champion.")
final class ModelsNominate implements Callable<Integer> {
  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();

  @Parameters(paramLabel = "MODEL", description = "Beginning of its name.")
  private String model = "";

  ModelsNominate(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String by = said.by(place);
    String reason = said.reason("asked for on the command line");
    try (ModelShelf shelf = place.shelf(common)) {
      Decision decision = shelf.decide().nominate(shelf.find(model), by, reason);
      if (common.wantsJson()) {
        place.console().fact(decision);
      } else {
        place
            .console()
            .result(
                "%s is the candidate (decision %d)".formatted(decision.model(), decision.number()));
      }
      return 0;
    }
  }
}
