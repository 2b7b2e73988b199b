package dev.nevus.trainer.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A run on one page that needs nothing beside itself: style, curves and pictures are inside.
 *
 * @param settings name to value, in reading order
 * @param pictures title to PNG as base64, in reading order
 */
record ReportPage(
    String title, Map<String, String> settings, History history, Map<String, String> pictures) {
  private static final String STYLE = style();

  String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %3$s</main>
        </body>
        </html>
        """
        .formatted(Html.text(title), STYLE, content());
  }

  private String content() {
    String ofEpochs =
        history.rows().isEmpty()
            ? "<p>No epoch is finished yet.</p>\n"
            : summary() + section("Curves", curveFigures());
    String ofPictures = pictures.isEmpty() ? "" : section("Pictures", pictureFigures());
    String ofSettings = settings.isEmpty() ? "" : section("Settings", settingsTable());
    String table = history.rows().isEmpty() ? "" : section("Epochs", epochTable());
    return ofEpochs + ofPictures + ofSettings + table;
  }

  private String summary() {
    EpochRow last = history.last().orElseThrow();
    double seconds = history.rows().stream().mapToDouble(row -> row.pace().seconds()).sum();
    double images =
        history.rows().stream()
            .mapToDouble(row -> row.pace().seconds() * row.pace().imagesPerSecond())
            .sum();
    String best =
        history
            .best()
            .map(
                row ->
                    tile(
                        "best Jaccard, epoch " + row.epoch(),
                        format("%.4f", row.validation().jaccard())))
            .orElse("");
    return "<dl class=\"summary\">\n"
        + best
        + tile("finished epochs", Integer.toString(last.epoch()))
        + tile("last loss", format("%.4f", last.loss()))
        + tile("last validation loss", format("%.4f", last.validation().loss()))
        + tile("images/s", format("%.1f", images / Math.max(1e-9, seconds)))
        + tile(
            "of training", new TimeSpan(Duration.ofMillis(Math.round(1000 * seconds))).toString())
        + "</dl>\n";
  }

  private static String tile(String name, String value) {
    return "<div><dt>%s</dt><dd>%s</dd></div>\n".formatted(Html.text(name), Html.text(value));
  }

  private String curveFigures() {
    return Chart.of(history).stream()
        .map(chart -> "<figure>\n" + SvgCanvas.of(chart) + "</figure>\n")
        .collect(Collectors.joining());
  }

  private String pictureFigures() {
    StringBuilder html = new StringBuilder();
    pictures.forEach(
        (name, png) ->
            html.append(
                """
                <figure>
                <figcaption>%1$s</figcaption>
                <img alt="%1$s" src="data:image/png;base64,%2$s">
                </figure>
                """
                    .formatted(Html.text(name), png)));
    return html.toString();
  }

  private String settingsTable() {
    StringBuilder html = new StringBuilder("<table class=\"settings\">\n");
    settings.forEach(
        (name, value) ->
            html.append(
                "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n"
                    .formatted(Html.text(name), Html.text(value))));
    return html.append("</table>\n").toString();
  }

  private String epochTable() {
    int best = history.best().map(EpochRow::epoch).orElse(0);
    String rows =
        history.rows().stream()
            .map(row -> row(row, row.epoch() == best))
            .collect(Collectors.joining());
    return """
        <div class="wide"><table class="epochs">
        <thead><tr><th>epoch</th><th>loss</th><th>validation loss</th><th>Jaccard</th><th>accuracy</th>\
        <th>learning rate</th><th>time</th><th>images/s</th><th>waiting for images</th></tr></thead>
        <tbody>
        %s</tbody>
        </table></div>
        <p class="note">* better than every epoch before it. Time is that of the training alone. \
        Scores are at the net's size, with threshold 0.5.</p>
        """
        .formatted(rows);
  }

  private static String row(EpochRow row, boolean best) {
    List<String> cells =
        List.of(
            Integer.toString(row.epoch()),
            format("%.4f", row.loss()),
            format("%.4f", row.validation().loss()),
            format("%.4f", row.validation().jaccard()),
            format("%.4f", row.validation().accuracy()),
            format("%.2e", row.learningRate()),
            format("%.1f s", row.pace().seconds()),
            format("%.1f", row.pace().imagesPerSecond()),
            format("%.1f %%", 100 * row.pace().feedingShare()));
    String style = (row.best() ? "better" : "") + (best ? " best" : "");
    return "<tr class=\"%s\"><td>%s</td></tr>\n".formatted(style, String.join("</td><td>", cells));
  }

  private static String section(String name, String content) {
    return "<section>\n<h2>%s</h2>\n%s</section>\n".formatted(name, content);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(ReportPage.class.getResourceAsStream("page.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
