package dev.nevus.standalone.cli;

import dev.nevus.model.ModelId;
import dev.nevus.standalone.training.FollowTraining;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells a person how a training goes. */
final class ToldTraining implements FollowTraining.Listener {
  private final Console console;

  ToldTraining(Console console) {
    this.console = console;
  }

  @Override
  public void begun(Training training) {
    console.progress(
        "training %d begins (%s), with %s"
            .formatted(
                training.job().number(),
                training.job().trigger(),
                training
                    .job()
                    .start()
                    .map(model -> "the weights of " + model)
                    .orElse("random weights")));
  }

  @Override
  public void moved(TrainingState state) {
    console.progress(line(state));
  }

  /** How far a training is. */
  static String line(TrainingState state) {
    if (state.epoch() == 0 || !state.stage().equals("training")) {
      return "training %d: %s".formatted(state.number(), state.stage());
    }
    return String.format(
        Locale.ROOT,
        "training %d: epoch %d of at most %d, loss %.4f, validation Jaccard %.3f",
        state.number(),
        state.epoch(),
        state.epochs(),
        state.loss(),
        state.validationJaccard());
  }

  /** How it ended. */
  static List<String> lines(TrainingEnd end) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "training %d: %s %s"
            .formatted(
                end.number(),
                word(end),
                end.model().map(ModelId::value).orElse("without a model")));
    end.reasons().forEach(reason -> lines.add("  " + reason));
    return lines;
  }

  static String word(TrainingEnd end) {
    return end.outcome().name().toLowerCase(Locale.ROOT);
  }
}
