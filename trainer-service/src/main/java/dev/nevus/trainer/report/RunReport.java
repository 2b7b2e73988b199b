package dev.nevus.trainer.report;

import dev.nevus.trainer.picture.Png;
import dev.nevus.trainer.training.EpochReport;
import dev.nevus.trainer.training.PredictedSample;
import dev.nevus.trainer.training.TrainingLog;
import dev.nevus.trainer.training.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a run's record for people in its folder, up to date after every epoch:
 *
 * <ul>
 *   <li>{@code history.csv}: a line an epoch; a resumed run goes on with it;
 *   <li>{@code report/curves.png}: loss, validation and learning rate over the epochs;
 *   <li>{@code report/index.html}: the same with settings, every epoch's figures and pictures, on
 *       one page that needs no other file and no network;
 *   <li>{@code report/picture-NAME.png}: each picture of {@link #addPicture}.
 * </ul>
 *
 * <p>Each file is replaced whole. Not safe for many threads.
 */
public final class RunReport implements TrainingLog {
  private static final String UNNAMED = "unnamed";

  private final Path csv;
  private final Path folder;
  private final String title;
  private final Map<String, String> settings;
  private final Map<String, String> pictures = new LinkedHashMap<>();
  private Optional<History> history = Optional.empty();

  /**
   * Writes nothing before the run starts.
   *
   * @param run the run's folder
   * @param settings what the run was told, name to value in reading order
   */
  public RunReport(Path run, String title, Map<String, String> settings) {
    this.csv = run.resolve("history.csv");
    this.folder = run.resolve("report");
    this.title = title;
    this.settings = new LinkedHashMap<>(settings);
  }

  /** The page. */
  public Path page() {
    return folder.resolve("index.html");
  }

  /**
   * Reads back the epochs that a resumed run does not do again, and forgets later ones.
   *
   * @throws IOException if the history there is damaged, saying where and what to do
   */
  @Override
  public void started(int epochsDone) throws IOException {
    Files.createDirectories(folder);
    keep(epochsDone == 0 ? History.EMPTY : History.read(csv).upTo(epochsDone));
  }

  @Override
  public void epoch(EpochReport epoch, List<PredictedSample> shown) throws IOException {
    keep(begun().and(EpochRow.of(epoch)));
  }

  /**
   * Puts a picture on the page, after those that are there, and beside it as a file. One of the
   * same title is replaced.
   *
   * @throws IllegalArgumentException if it is no PNG
   * @throws IllegalStateException before the run has started
   */
  public void addPicture(String name, byte[] png) throws IOException {
    if (!Png.isPng(png)) {
      throw new IllegalArgumentException("the picture '" + name + "' is no PNG");
    }
    History known = begun();
    WholeFile.replace(folder.resolve("picture-" + fileName(name) + ".png"), png);
    pictures.put(name, Base64.getEncoder().encodeToString(png));
    writePage(known);
  }

  private void keep(History now) throws IOException {
    history = Optional.of(now);
    now.write(csv);
    if (!now.rows().isEmpty()) {
      WholeFile.replace(folder.resolve("curves.png"), MatCanvas.png(Chart.of(now)));
    }
    writePage(now);
  }

  private void writePage(History known) throws IOException {
    String html = new ReportPage(title, settings, known, pictures).html();
    WholeFile.replace(page(), html.getBytes(StandardCharsets.UTF_8));
  }

  private History begun() {
    return history.orElseThrow(() -> new IllegalStateException("the run has not started"));
  }

  private static String fileName(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return plain.isEmpty() ? UNNAMED : plain;
  }
}
