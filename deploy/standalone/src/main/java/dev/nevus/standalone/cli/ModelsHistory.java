package dev.nevus.standalone.cli;

import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.models.ModelSheet;
import dev.nevus.standalone.models.ModelShelf;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows all decisions. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = "Shows everything that was decided on models, the newest last.")
final class ModelsHistory implements Callable<Integer> {
  private static final String LINE = "%6s  %-20s  %-11s  %-25s  %-25s  %-16s  %s";

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();

  ModelsHistory(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException {
    List<Decision> history;
    try (ModelShelf shelf = place.shelf(common)) {
      history = shelf.registry().history();
    }
    if (common.wantsJson()) {
      history.forEach(place.console()::fact);
      return 0;
    }
    place
        .console()
        .result(LINE.formatted("number", "at", "decided", "model", "against", "by", "reason"));
    history.forEach(this::report);
    return 0;
  }

  private void report(Decision decision) {
    place
        .console()
        .result(
            LINE.formatted(
                decision.number(),
                decision.at().truncatedTo(ChronoUnit.SECONDS),
                ModelSheet.word(decision.kind()),
                decision.model(),
                decision.against().map(ModelId::value).orElse("-"),
                decision.by(),
                decision.reason()));
  }
}
