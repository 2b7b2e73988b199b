package dev.nevus.standalone.cli;

import dev.nevus.model.ModelId;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows all trainings. */
@Command(
    name = "trainings",
    mixinStandardHelpOptions = true,
    description = "Shows the trainings of a running Nevus, the oldest first.")
final class TrainingsList implements Callable<Integer> {
  private static final String LINE = "%6s  %-20s  %-28s  %-25s  %s";

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();

  TrainingsList(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException {
    List<Training> trainings;
    try (ModelShelf shelf = place.shelf(common)) {
      trainings = shelf.trainings().all();
    }
    if (common.wantsJson()) {
      trainings.forEach(place.console()::fact);
      return 0;
    }
    place.console().result(LINE.formatted("number", "begun", "state", "model", "why"));
    trainings.forEach(this::report);
    return 0;
  }

  private void report(Training training) {
    place
        .console()
        .result(
            LINE.formatted(
                training.job().number(),
                training.job().at().truncatedTo(ChronoUnit.SECONDS),
                state(training),
                training.end().flatMap(TrainingEnd::model).map(ModelId::value).orElse("-"),
                training.job().trigger()));
  }

  private static String state(Training training) {
    return training
        .end()
        .map(ToldTraining::word)
        .or(
            () ->
                training
                    .state()
                    .map(s -> "%s, epoch %d of %d".formatted(s.stage(), s.epoch(), s.epochs())))
        .orElse("begun");
  }
}
