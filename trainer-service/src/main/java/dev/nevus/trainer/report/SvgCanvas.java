package dev.nevus.trainer.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A chart as an SVG element whose colours the page's style decides. */
final class SvgCanvas implements Canvas {
  private static final int DOT_RADIUS = 4;

  private final StringBuilder elements = new StringBuilder();

  /** The element, to be embedded in a page of {@code page.css}. */
  static String of(Chart chart) {
    SvgCanvas canvas = new SvgCanvas();
    new ChartPainter(chart, canvas).paint();
    return format(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n%s</svg>\n",
        ChartPainter.WIDTH, ChartPainter.HEIGHT, Html.text(chart.title()), canvas.elements);
  }

  @Override
  public void path(List<Place> places, Ink ink) {
    String points =
        places.stream()
            .map(place -> format("%.1f,%.1f", place.x(), place.y()))
            .collect(Collectors.joining(" "));
    elements.append("<polyline class=\"%s\" points=\"%s\"/>\n".formatted(style(ink), points));
  }

  @Override
  public void dot(Place centre, Ink ink) {
    elements.append(
        format(
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"/>\n",
            style(ink), centre.x(), centre.y(), DOT_RADIUS));
  }

  @Override
  public void text(Place at, String text, Anchor anchor, Ink ink) {
    elements.append(
        format(
            "<text class=\"%s %s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
            style(ink), anchor.name().toLowerCase(Locale.ROOT), at.x(), at.y(), Html.text(text)));
  }

  private static String style(Ink ink) {
    return ink.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
