package dev.nevus.trainer.report;

import dev.nevus.trainer.report.Canvas.Anchor;
import dev.nevus.trainer.report.Canvas.Ink;
import dev.nevus.trainer.report.Canvas.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws a chart: title and legend above, grid, axes with round labels, curves, a marked point. */
final class ChartPainter {
  /** In pixels, as {@link #HEIGHT}. */
  static final int WIDTH = 760;

  static final int HEIGHT = 310;

  private static final int LEFT = 72;
  private static final int RIGHT = WIDTH - 22;
  private static final int TOP = 58;
  private static final int BOTTOM = HEIGHT - 48;
  private static final int TITLE_LINE = 24;
  private static final int UNIT_LINE = 43;
  private static final int BELOW_AXIS = 18;
  private static final int EPOCH_LINE = HEIGHT - 10;
  private static final int LABEL_GAP = 8;
  private static final int LETTER_MIDDLE = 4;
  private static final int TICKS_ACROSS = 10;
  private static final int TICKS_UP = 5;
  private static final int LEGEND_LINE = 26;
  private static final int LEGEND_PLACE = 130;
  private static final List<Ink> INKS = List.of(Ink.FIRST_CURVE, Ink.SECOND_CURVE);

  private final Chart chart;
  private final Canvas canvas;
  private final Axis across;
  private final Axis up;

  ChartPainter(Chart chart, Canvas canvas) {
    this.chart = chart;
    this.canvas = canvas;
    List<Chart.Point> points = chart.curves().stream().flatMap(c -> c.points().stream()).toList();
    Supplier<DoubleStream> values =
        () -> points.stream().filter(Chart.Point::isDrawable).mapToDouble(Chart.Point::value);
    this.up =
        Axis.over(
            values.get().min().orElse(Double.NaN), values.get().max().orElse(Double.NaN), TICKS_UP);
    this.across =
        Axis.overEpochs(
            points.stream().mapToInt(Chart.Point::epoch).min().orElse(1),
            points.stream().mapToInt(Chart.Point::epoch).max().orElse(1),
            TICKS_ACROSS);
  }

  void paint() {
    headings();
    axes();
    for (int i = 0; i < chart.curves().size(); i++) {
      legend(i);
      curve(chart.curves().get(i), INKS.get(i));
    }
    chart.mark().filter(mark -> mark.at().isDrawable()).ifPresent(this::mark);
  }

  private void headings() {
    canvas.text(new Place(LEFT, TITLE_LINE), chart.title(), Anchor.START, Ink.TITLE);
    canvas.text(new Place(LEFT, UNIT_LINE), chart.unit(), Anchor.START, Ink.LABEL);
    canvas.text(new Place((LEFT + RIGHT) / 2.0, EPOCH_LINE), "epoch", Anchor.MIDDLE, Ink.LABEL);
  }

  private void axes() {
    for (double tick : up.ticks()) {
      double y = y(tick);
      canvas.path(List.of(new Place(LEFT, y), new Place(RIGHT, y)), Ink.GRID);
      canvas.text(
          new Place(LEFT - LABEL_GAP, y + LETTER_MIDDLE), up.label(tick), Anchor.END, Ink.LABEL);
    }
    for (double tick : across.ticks()) {
      double x = x(tick);
      canvas.path(List.of(new Place(x, TOP), new Place(x, BOTTOM)), Ink.GRID);
      canvas.text(new Place(x, BOTTOM + BELOW_AXIS), across.label(tick), Anchor.MIDDLE, Ink.LABEL);
    }
    canvas.path(
        List.of(new Place(LEFT, TOP), new Place(LEFT, BOTTOM), new Place(RIGHT, BOTTOM)), Ink.AXIS);
  }

  /** A lone curve is named by the title. */
  private void legend(int index) {
    if (chart.curves().size() > 1) {
      double x = RIGHT - LEGEND_PLACE * (chart.curves().size() - index) + LEGEND_LINE;
      double y = TITLE_LINE - LETTER_MIDDLE;
      canvas.path(List.of(new Place(x, y), new Place(x + LEGEND_LINE, y)), INKS.get(index));
      canvas.text(
          new Place(x + LEGEND_LINE + LABEL_GAP, TITLE_LINE),
          chart.curves().get(index).name(),
          Anchor.START,
          Ink.LABEL);
    }
  }

  /** What is no number leaves a gap; a point without neighbours is a dot. */
  private void curve(Chart.Curve curve, Ink ink) {
    List<Place> run = new ArrayList<>();
    Chart.Point end = new Chart.Point(0, Double.NaN);
    for (Chart.Point point : Stream.concat(curve.points().stream(), Stream.of(end)).toList()) {
      if (point.isDrawable()) {
        run.add(place(point));
      } else if (run.size() == 1) {
        canvas.dot(run.get(0), ink);
        run.clear();
      } else if (!run.isEmpty()) {
        canvas.path(List.copyOf(run), ink);
        run.clear();
      }
    }
  }

  /** A dot, a line down to its epoch, and the label beside the line, clear of the curves. */
  private void mark(Chart.Mark mark) {
    Place place = place(mark.at());
    boolean left = place.x() > (LEFT + RIGHT) / 2.0;
    canvas.path(List.of(place, new Place(place.x(), BOTTOM)), Ink.AXIS);
    canvas.dot(place, Ink.FIRST_CURVE);
    canvas.text(
        new Place(place.x() + (left ? -LABEL_GAP : LABEL_GAP), BOTTOM - LABEL_GAP),
        mark.label(),
        left ? Anchor.END : Anchor.START,
        Ink.LABEL);
  }

  private Place place(Chart.Point point) {
    return new Place(x(point.epoch()), y(point.value()));
  }

  private double x(double epoch) {
    return LEFT + across.share(epoch) * (RIGHT - LEFT);
  }

  private double y(double value) {
    return BOTTOM - up.share(value) * (BOTTOM - TOP);
  }
}
