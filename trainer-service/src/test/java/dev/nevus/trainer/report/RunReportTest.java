package dev.nevus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.ValidationScore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static final RunningTraining RUN = new RunningTraining(32, 2);
  private static final byte[] PNG = new SamplePicture(RunningTraining.shown().get(0)).png();

  private final Path folder;
  private final RunReport report;

  RunReportTest(@TempDir Path folder) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("batch", "16");
    settings.put("augmentation", "turned & <recoloured>");
    this.folder = folder;
    this.report = new RunReport(folder, "A \"quarter\" net", settings);
  }

  @Test
  void keepsALineAnEpoch() throws IOException {
    report.started(0);
    RUN.tell(report, 1, 9);

    List<String> lines = Files.readAllLines(folder.resolve("history.csv"));
    assertThat(lines).hasSize(10).first().isEqualTo(EpochRow.HEADER);
    assertThat(lines.get(5)).startsWith("5,").endsWith(",31.8,1.006289,0.031,false");
  }

  @Test
  void goesOnWithTheEpochsBeforeWhenResumedAndForgetsLaterOnes() throws IOException {
    report.started(0);
    RUN.tell(report, 1, 6);

    RunReport resumed = new RunReport(folder, "resumed", Map.of());
    resumed.started(4);
    RUN.tell(resumed, 5, 8);

    assertThat(Files.readAllLines(folder.resolve("history.csv")).stream().skip(1))
        .extracting(line -> line.substring(0, line.indexOf(',')))
        .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    assertThat(page()).contains("<tr class=\"better\"><td>1</td>", "<td>8</td>");
  }

  @Test
  void beginsAnewForANewRun() throws IOException {
    report.started(0);
    RUN.tell(report, 1, 3);

    new RunReport(folder, "another", Map.of()).started(0);

    assertThat(folder.resolve("history.csv")).hasContent(EpochRow.HEADER);
    assertThat(page()).contains("No epoch is finished yet").doesNotContain("<svg");
  }

  @Test
  void drawsCurvesOverAllEpochsIntoThePage() throws IOException {
    report.started(0);
    RUN.tell(report, 1, 9);

    List<Integer> pointsOfCurves =
        page()
            .lines()
            .filter(line -> line.matches("<polyline class=\"(first|second)-curve\" .*"))
            .map(line -> line.split(" ").length - 2)
            .filter(points -> points > 2)
            .toList();
    assertThat(pointsOfCurves).containsExactly(9, 9, 9, 9, 9);
    assertThat(page())
        .contains(">Loss<", ">Validation<", ">Learning rate<", ">epoch<", ">training<")
        .contains(">best %.4f, epoch 9<".formatted(RunningTraining.jaccard(9)));
  }

  @Test
  void pointsOutEveryBetterEpochAndTheBestInTheTable() throws IOException {
    report.started(0);
    RUN.tell(report, 1, 5);

    assertThat(page().lines().filter(line -> line.startsWith("<tr class")))
        .extracting(line -> line.substring(0, line.indexOf("</td>")))
        .containsExactly(
            "<tr class=\"better\"><td>1",
            "<tr class=\"better\"><td>2",
            "<tr class=\"better\"><td>3",
            "<tr class=\"better best\"><td>4",
            "<tr class=\"\"><td>5");
  }

  @Test
  void drawsTheSameCurvesAsAPicture() throws IOException {
    report.started(0);
    RUN.tell(report, 1, 9);

    BufferedImage curves = ImageIO.read(folder.resolve("report/curves.png").toFile());
    assertThat(curves.getWidth()).isEqualTo(2 * ChartPainter.WIDTH);
    assertThat(curves.getHeight()).isEqualTo(2 * 3 * ChartPainter.HEIGHT);
    assertThat(drawn(curves, 0, 0x2563eb)).as("training loss").isGreaterThan(1000);
    assertThat(drawn(curves, 0, 0xea580c)).as("validation loss").isGreaterThan(1000);
    assertThat(drawn(curves, 1, 0x2563eb)).as("Jaccard").isGreaterThan(1000);
    assertThat(drawn(curves, 1, 0xea580c)).as("accuracy").isGreaterThan(1000);
    assertThat(drawn(curves, 2, 0x2563eb)).as("learning rate").isGreaterThan(1000);
    assertThat(drawn(curves, 2, 0xea580c)).as("no second curve").isZero();
  }

  @Test
  void aPageNeedsNothingFromElsewhereAndTakesNoText() throws IOException {
    report.started(0);
    RUN.tell(report, 1, 2);
    report.addPicture("Best <images>", PNG);

    assertThat(page())
        .contains("<h1>A &quot;quarter&quot; net</h1>")
        .contains("<th scope=\"row\">augmentation</th><td>turned &amp; &lt;recoloured&gt;</td>")
        .contains("Best &lt;images&gt;")
        .doesNotContain(
            "<recoloured>", "<images>", "<script", "http:", "https:", "url(", "@import");
  }

  @Test
  void embedsPicturesAndKeepsThemAsFiles() throws IOException {
    report.started(0);
    RUN.tell(report, 1, 1);

    report.addPicture("Worst validation images", PNG);
    report.addPicture("Worst validation images", PNG);

    assertThat(folder.resolve("report/picture-worst-validation-images.png")).hasBinaryContent(PNG);
    assertThat(page())
        .containsOnlyOnce(
            "src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(PNG) + "\"");
  }

  @Test
  void refusesAPictureThatIsNone() throws IOException {
    report.started(0);

    assertThatThrownBy(() -> report.addPicture("Sheet", "<svg/>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the picture 'Sheet' is no PNG");
  }

  @Test
  void survivesARunThatDiverges() throws IOException {
    report.started(0);
    RUN.tell(report, 1, 2);
    report.epoch(diverged(3), List.of());
    report.epoch(RUN.epoch(4), List.of());

    // Two epochs, a gap, a single one: a line and a dot for each of both losses.
    String loss = page().substring(page().indexOf("aria-label=\"Loss\""));
    assertThat(loss.substring(0, loss.indexOf("</svg>")).lines())
        .filteredOn(line -> line.startsWith("<circle"))
        .hasSize(2);
    assertThat(page()).doesNotContain("NaN,", ",NaN");
  }

  private static EpochReport diverged(int epoch) {
    return new EpochReport(
        epoch,
        32,
        32,
        Double.NaN,
        new ValidationScore(Double.NaN, 0, 0.5),
        1e-3,
        Duration.ofSeconds(30),
        0,
        false);
  }

  private String page() throws IOException {
    return Files.readString(report.page());
  }

  /** Pixels of exactly that colour in the chart. */
  private static long drawn(BufferedImage curves, int chart, int colour) {
    int height = 2 * ChartPainter.HEIGHT;
    return IntStream.range(
            chart * height * curves.getWidth(), (chart + 1) * height * curves.getWidth())
        .filter(
            at ->
                (curves.getRGB(at % curves.getWidth(), at / curves.getWidth()) & 0xffffff)
                    == colour)
        .count();
  }
}
