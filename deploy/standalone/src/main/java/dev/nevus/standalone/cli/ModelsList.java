package dev.nevus.standalone.cli;

import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.standalone.models.ModelShelf;
import java.io.IOException;
import java.nio.file.Path;
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
      "Shows all models of a running Nevus, the oldest first; * marks the one that serves.",
      "Scores are mean Jaccard indices, those below 0.65 counted as 0; - where there is none."
    })
final class ModelsList implements Callable<Integer> {
  private static final String LINE = "%-1s %-25s  %9s  %9s  %10s  %5s  %-20s  %s";
  private static final double MIB = 1024 * 1024;

  private final Path root;
  private final Map<String, String> environment;
  private final Console console;

  @Mixin private final CommonOptions common = new CommonOptions();

  ModelsList(Path root, Map<String, String> environment, Console console) {
    this.root = root;
    this.environment = environment;
    this.console = console;
  }

  /**
   * One model.
   *
   * @param bytes of its file
   * @param scores name of the image set to how well it did; empty before it was scored
   * @param added when it was exported or brought, ISO 8601
   */
  record Row(
      String model,
      boolean champion,
      String architecture,
      int inputWidth,
      int inputHeight,
      long bytes,
      Map<String, Evaluation> scores,
      String added) {}

  @Override
  public Integer call() throws IOException {
    List<ModelManifest> models;
    Optional<ModelId> champion;
    try (ModelShelf shelf = Models.shelf(common, root, environment)) {
      champion = shelf.champion();
      models = shelf.manifests();
    }
    if (!common.wantsJson()) {
      console.result(
          LINE.formatted("", "model", "input", "size", "validation", "test", "added", "network"));
    }
    for (ModelManifest model : models) {
      report(row(model, champion.equals(Optional.of(model.model()))));
    }
    return 0;
  }

  private static Row row(ModelManifest model, boolean isChampion) {
    return new Row(
        model.model().value(),
        isChampion,
        model.architecture(),
        model.inputWidth(),
        model.inputHeight(),
        model.bytes(),
        model.scores(),
        model.at().toString());
  }

  private void report(Row row) {
    if (common.wantsJson()) {
      console.json(row);
      return;
    }
    console.result(
        LINE.formatted(
            row.champion() ? "*" : "",
            row.model(),
            row.inputWidth() + "x" + row.inputHeight(),
            String.format(Locale.ROOT, "%.1f MiB", row.bytes() / MIB),
            score(row, "validation"),
            score(row, "test"),
            row.added(),
            row.architecture()));
  }

  private static String score(Row row, String set) {
    Evaluation score = row.scores().get(set);
    return score == null ? "-" : String.format(Locale.ROOT, "%.3f", score.thresholdedJaccard());
  }
}
