package dev.nevus.trainer.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What to draw: figures over epochs.
 *
 * @param unit of the figures, in words
 * @param curves at most two
 * @param mark a point to point out
 */
record Chart(String title, String unit, List<Curve> curves, Optional<Mark> mark) {

  /** One figure over the epochs. */
  record Curve(String name, List<Point> points) {}

  /** A figure of an epoch; it may be no number. */
  record Point(int epoch, double value) {
    boolean isDrawable() {
      return Double.isFinite(value);
    }
  }

  /** A point with its label. */
  record Mark(Point at, String label) {}

  /** The charts of a run. */
  static List<Chart> of(History history) {
    Curve loss = curve("training", history, EpochRow::loss);
    Curve validationLoss = curve("validation", history, row -> row.validation().loss());
    Curve jaccard = curve("Jaccard", history, row -> row.validation().jaccard());
    Curve accuracy = curve("accuracy", history, row -> row.validation().accuracy());
    Curve rate = curve("learning rate", history, EpochRow::learningRate);
    return List.of(
        new Chart("Loss", "mean a pixel", List.of(loss, validationLoss), Optional.empty()),
        new Chart(
            "Validation",
            "mean over the images, 0 to 1, at the net's size",
            List.of(jaccard, accuracy),
            history.best().map(Chart::mark)),
        new Chart("Learning rate", "at the epoch's last step", List.of(rate), Optional.empty()));
  }

  private static Mark mark(EpochRow best) {
    double jaccard = best.validation().jaccard();
    return new Mark(
        new Point(best.epoch(), jaccard),
        String.format(Locale.ROOT, "best %.4f, epoch %d", jaccard, best.epoch()));
  }

  private static Curve curve(String name, History history, ToDoubleFunction<EpochRow> figure) {
    return new Curve(
        name,
        history.rows().stream()
            .map(row -> new Point(row.epoch(), figure.applyAsDouble(row)))
            .toList());
  }
}
