package dev.nevus.trainer.report;

import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.ValidationScore;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What the history keeps of an epoch.
 *
 * @param loss mean a pixel while training
 * @param best whether no epoch before validated better
 */
record EpochRow(
    int epoch,
    double loss,
    ValidationScore validation,
    double learningRate,
    Pace pace,
    boolean best) {
  static final String HEADER =
      "epoch,loss,validation_loss,jaccard,accuracy,learning_rate,seconds,images_per_second,"
          + "feeding_share,best";

  private static final MathContext DIGITS = new MathContext(7);
  private static final int FIELDS = HEADER.split(",").length;

  /**
   * How fast it went.
   *
   * @param seconds of training, without validation
   * @param feedingShare of that time in which training waited for images, 0 to 1
   */
  record Pace(double seconds, double imagesPerSecond, double feedingShare) {}

  static EpochRow of(EpochReport epoch) {
    return new EpochRow(
        epoch.epoch(),
        epoch.loss(),
        epoch.validation(),
        epoch.learningRate(),
        new Pace(epoch.time().toMillis() / 1000.0, epoch.imagesPerSecond(), epoch.feedingShare()),
        epoch.best());
  }

  /**
   * Reads a line of {@link #csv()}.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static EpochRow parse(String line) {
    List<String> fields = Arrays.asList(line.split(",", -1));
    if (fields.size() != FIELDS) {
      throw new IllegalArgumentException(
          "%d fields instead of %d".formatted(fields.size(), FIELDS));
    }
    double[] figures =
        fields.subList(1, FIELDS - 1).stream().mapToDouble(Double::parseDouble).toArray();
    String best = fields.get(FIELDS - 1);
    if (!best.equals("true") && !best.equals("false")) {
      throw new IllegalArgumentException("best is '" + best + "', neither true nor false");
    }
    return new EpochRow(
        Integer.parseInt(fields.get(0)),
        figures[0],
        new ValidationScore(figures[1], figures[2], figures[3]),
        figures[4],
        new Pace(figures[5], figures[6], figures[7]),
        best.equals("true"));
  }

  /** One line of seven significant digits, in the order of {@link #HEADER}. */
  String csv() {
    String figures =
        DoubleStream.of(
                loss,
                validation.loss(),
                validation.jaccard(),
                validation.accuracy(),
                learningRate,
                pace.seconds,
                pace.imagesPerSecond,
                pace.feedingShare)
            .mapToObj(EpochRow::plain)
            .collect(Collectors.joining(","));
    return epoch + "," + figures + "," + best;
  }

  /** A diverged run has losses that are no numbers; they are kept as they are. */
  private static String plain(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
