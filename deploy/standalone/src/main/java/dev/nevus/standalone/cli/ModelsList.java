package dev.nevus.standalone.cli;

import dev.nevus.model.Aliases;
import dev.nevus.model.Decision;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelManifest;
import dev.nevus.standalone.models.ModelShelf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows all models. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Shows all models of a running Nevus, the oldest first; * marks the one that serves, + the"
          + " candidate.",
      "Signatures are looked at where NEVUS_MODEL_TRUSTED_KEYS names keys.",
      "Scores are mean Jaccard indices, those below 0.65 counted as 0; - where there is none."
    })
final class ModelsList implements Callable<Integer> {
  private static final String LINE = "%-1s %-25s  %9s  %9s  %10s  %5s  %-20s  %-6s  %s";
  private static final double MIB = 1024 * 1024;

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();

  ModelsList(Workplace place) {
    this.place = place;
  }

  /**
   * One model.
   *
   * @param candidate whether it is tried beside the champion
   * @param signed whether a trusted key signed it; absent where no key is trusted
   * @param bytes of its file
   * @param scores name of the image set to how well it did; empty before it was scored
   * @param added when it was exported or brought, ISO 8601
   */
  record Row(
      String model,
      boolean champion,
      boolean candidate,
      Optional<Boolean> signed,
      String architecture,
      int inputWidth,
      int inputHeight,
      long bytes,
      Map<String, Evaluation> scores,
      String added) {}

  @Override
  public Integer call() throws IOException {
    List<Row> rows = new ArrayList<>();
    try (ModelShelf shelf = place.shelf(common)) {
      Aliases aliases = shelf.registry().aliases();
      for (ModelManifest model : shelf.manifests()) {
        rows.add(row(model, aliases, shelf.isSigned(model.model())));
      }
    }
    if (!common.wantsJson()) {
      place
          .console()
          .result(
              LINE.formatted(
                  "",
                  "model",
                  "input",
                  "size",
                  "validation",
                  "test",
                  "added",
                  "signed",
                  "network"));
    }
    rows.forEach(this::report);
    return 0;
  }

  private static Row row(ModelManifest model, Aliases aliases, Optional<Boolean> signed) {
    return new Row(
        model.model().value(),
        is(model, aliases.champion()),
        is(model, aliases.candidate()),
        signed,
        model.architecture(),
        model.inputWidth(),
        model.inputHeight(),
        model.bytes(),
        model.scores(),
        model.at().toString());
  }

  private static boolean is(ModelManifest model, Optional<Decision> called) {
    return called.filter(decision -> decision.model().equals(model.model())).isPresent();
  }

  private void report(Row row) {
    if (common.wantsJson()) {
      place.console().json(row);
      return;
    }
    place
        .console()
        .result(
            LINE.formatted(
                row.champion() ? "*" : row.candidate() ? "+" : "",
                row.model(),
                row.inputWidth() + "x" + row.inputHeight(),
                String.format(Locale.ROOT, "%.1f MiB", row.bytes() / MIB),
                score(row, "validation"),
                score(row, "test"),
                row.added(),
                row.signed().map(is -> is ? "yes" : "no").orElse("-"),
                row.architecture()));
  }

  private static String score(Row row, String set) {
    Evaluation score = row.scores().get(set);
    return score == null ? "-" : String.format(Locale.ROOT, "%.3f", score.thresholdedJaccard());
  }
}
