package dev.nevus.standalone.cli;

import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.standalone.models.ModelDifference;
import dev.nevus.standalone.models.ModelSheet;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.ServingHistory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two models. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what differs between two models: file, scores, data, settings, where they were made,"
          + " decisions.",
      "Changes of numbers are from the first to the second."
    })
final class ModelsDiff implements Callable<Integer> {
  private static final String LINE = "%-30s  %-26s  %-26s  %s";
  private static final int WIDEST = 26;

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(index = "0", paramLabel = "FIRST", description = "A model.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "SECOND", description = "Another model.")
  private String second = "";

  ModelsDiff(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException {
    List<ModelDifference.Line> lines;
    try (ModelShelf shelf = place.shelf(common)) {
      ModelManifest one = shelf.registry().manifest(shelf.find(first));
      ModelManifest other = shelf.registry().manifest(shelf.find(second));
      ServingHistory history = new ServingHistory(shelf.registry().history());
      lines = lines(one, other, history);
    }
    if (common.wantsJson()) {
      lines.forEach(place.console()::json);
    } else {
      lines.forEach(this::report);
    }
    return 0;
  }

  /** Side by side where that fits, else one below the other. */
  private void report(ModelDifference.Line line) {
    if (Math.max(line.first().length(), line.second().length()) <= WIDEST) {
      place
          .console()
          .result(
              LINE.formatted(line.what(), line.first(), line.second(), line.change())
                  .stripTrailing());
      return;
    }
    place.console().result(line.what());
    place.console().result("  first   " + line.first());
    place.console().result("  second  " + line.second());
  }

  private static List<ModelDifference.Line> lines(
      ModelManifest one, ModelManifest other, ServingHistory history) {
    List<ModelDifference.Line> lines = new ArrayList<>();
    lines.add(new ModelDifference.Line("model", one.model().value(), other.model().value(), ""));
    lines.addAll(ModelDifference.between(one, other));
    lines.add(
        new ModelDifference.Line(
            "decisions", decisions(history, one.model()), decisions(history, other.model()), ""));
    return lines;
  }

  private static String decisions(ServingHistory history, ModelId model) {
    Stream<Decision> decisions = history.of(model).stream();
    String all =
        decisions
            .map(decision -> ModelSheet.word(decision.kind()) + " (" + decision.number() + ")")
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "-" : all;
  }
}
