package dev.nevus.standalone.cli;

import dev.nevus.event.MaskPredicted;
import dev.nevus.standalone.client.Ending;
import dev.nevus.standalone.client.Pushed;
import dev.nevus.standalone.client.Sending;
import java.time.Duration;

/** What became of each image: a line a person can read, or a JSON object. */
final class ResultTable {
  private static final String LINE = "%-12s  %-16s %-5s %11s %9s %7s %10s  %s";
  private static final int ID_DIGITS = 12;

  private final Console console;
  private final boolean json;
  private boolean headed;

  ResultTable(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /**
   * One image.
   *
   * @param id of the image; empty if it was refused
   * @param size of the mask, width x height pixels
   * @param areaPercent share of the image that is lesion
   * @param confidence mean probability inside the mask
   * @param millis from sending to the mask on the log; -1 if the mask was there before
   * @param worker which process did it
   * @param outcome {@code segmented}, or why not
   */
  record Row(
      String id,
      String name,
      String door,
      String size,
      double areaPercent,
      double confidence,
      long millis,
      String worker,
      String outcome) {}

  void row(Pushed pushed) {
    Row row = of(pushed);
    if (json) {
      console.json(row);
      return;
    }
    if (!headed) {
      console.result(
          LINE.formatted("image", "name", "door", "size", "lesion", "conf.", "to mask", "made by"));
      headed = true;
    }
    boolean segmented = pushed.isSegmented();
    console.result(
        LINE.formatted(
            row.id().substring(0, Math.min(ID_DIGITS, row.id().length())),
            row.name(),
            row.door(),
            row.size(),
            segmented ? "%.1f %%".formatted(row.areaPercent()) : "",
            segmented ? "%.2f".formatted(row.confidence()) : "",
            row.millis() < 0 ? "earlier" : row.millis() + " ms",
            segmented ? row.worker() : row.outcome()));
  }

  private static Row of(Pushed pushed) {
    String id = pushed.sending() instanceof Sending.Taken taken ? taken.image().sha256() : "";
    long millis = pushed.timeToEnd().map(Duration::toMillis).orElse(0L);
    if (pushed.ending().orElse(null) instanceof Ending.Segmented segmented) {
      MaskPredicted mask = segmented.mask();
      String size = mask.width() + "x" + mask.height();
      double percent = 100 * mask.measures().areaFraction();
      return new Row(
          id,
          pushed.name(),
          pushed.door(),
          size,
          percent,
          mask.measures().meanConfidence(),
          millis,
          mask.worker(),
          "segmented");
    }
    return new Row(id, pushed.name(), pushed.door(), "", 0, 0, millis, "", outcome(pushed));
  }

  private static String outcome(Pushed pushed) {
    if (pushed.sending() instanceof Sending.Refused refused) {
      return "refused: " + refused.code();
    }
    return pushed.ending().orElse(null) instanceof Ending.GivenUp givenUp
        ? "dead letter: " + givenUp.letter().code()
        : "no end in time";
  }
}
