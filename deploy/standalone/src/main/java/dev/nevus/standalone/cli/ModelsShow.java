package dev.nevus.standalone.cli;

import dev.nevus.model.Aliases;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.models.ModelSheet;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.ServingHistory;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one model. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows a model's birth certificate, its scores, and what was decided on it.")
final class ModelsShow implements Callable<Integer> {
  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "MODEL", description = "Beginning of its name, champion or candidate.")
  private String model = "";

  ModelsShow(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException {
    ModelSheet sheet;
    try (ModelShelf shelf = place.shelf(common)) {
      ModelId found = shelf.find(model);
      ServingHistory history = new ServingHistory(shelf.registry().history());
      sheet =
          new ModelSheet(
              shelf.registry().manifest(found),
              role(found, history),
              shelf.isSigned(found),
              history.of(found));
    }
    if (common.wantsJson()) {
      place.console().fact(sheet);
    } else {
      sheet.lines().forEach(place.console()::result);
    }
    return 0;
  }

  private static String role(ModelId model, ServingHistory history) {
    Aliases aliases = Aliases.of(history.decisions());
    if (is(model, aliases.champion())) {
      return "champion";
    }
    if (is(model, aliases.candidate())) {
      return "candidate";
    }
    return history.hasServed(model) ? "served before" : "never served";
  }

  private static boolean is(ModelId model, Optional<Decision> called) {
    return called.map(Decision::model).equals(Optional.of(model));
  }
}
