package dev.nevus.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.MaskPng;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.DrawnFolder;
import dev.nevus.trainer.report.ProgressBar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
  private static final int PAIRS = 40;
  private static final int WORKED = 0;
  private static final int FAILED = 1;
  private static final int NOT_UNDERSTOOD = 2;

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private final Path folder;
  private final Path out;
  private DrawnFolder drawn;

  TrainTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.out = folder.resolve("model");
    this.drawn = new DrawnFolder(folder);
  }

  @BeforeEach
  void draw() throws IOException {
    drawn = DrawnFolder.fill(folder, PAIRS);
  }

  @Test
  void leavesAModelThatServesAndAllAboutTheRun() throws Exception {
    assertThat(train("--json", "--flips", "2")).as(said()).isEqualTo(WORKED);

    JsonNode manifest = told();
    assertThat(manifest.at("/scores/validation/images").asInt()).isPositive();
    assertThat(manifest.at("/settings/serving").asText()).contains("2 mirror images");
    try (OnnxSegmenter segmenter =
        OnnxSegmenter.open(Files.readAllBytes(out.resolve("model.onnx")))) {
      assertThat(segmenter.input().width()).isEqualTo(64);
    }
    assertThat(out.resolve("manifest.json")).isNotEmptyFile();
    assertThat(out.resolve("history.csv")).content().hasLineCount(3);
    assertThat(out.resolve("report/index.html")).isNotEmptyFile();
    assertThat(out.resolve("report")).isDirectoryContaining("glob:**worst*.png");
    assertThat(out.resolve("tensorboard")).isDirectoryContaining("glob:**tfevents*");
    assertThat(said()).contains("native code:").doesNotContain("Exception");
  }

  @Test
  void leavesTheSameInEightBitsWhichCanBeScoredAndMadeAnew() throws Exception {
    assertThat(train("--json")).as(said()).isEqualTo(WORKED);
    JsonNode trained = told();
    byte[] inEightBits = Files.readAllBytes(out.resolve("model.int8.onnx"));

    assertThat(trained.at("/int8/sha256").asText()).isEqualTo(Sha256.of(inEightBits));
    assertThat(trained.at("/int8/serving/reason").asText()).isNotBlank();
    assertThat(onImages("evaluate", "--precision", "int8", "--json")).as(said()).isEqualTo(WORKED);
    assertThat(told().path("model_sha256").asText()).isEqualTo(Sha256.of(inEightBits));

    Files.delete(out.resolve("model.int8.onnx"));
    assertThat(onImages("quantize", "--calibration", "5", "--json")).as(said()).isEqualTo(WORKED);

    JsonNode again = told();
    assertThat(again.path("model")).isEqualTo(trained.path("model"));
    assertThat(again.path("scores")).isEqualTo(trained.path("scores"));
    assertThat(again.at("/int8/calibration/images").asInt()).isEqualTo(5);
    assertThat(again.at("/int8/sha256").asText())
        .isEqualTo(Sha256.of(Files.readAllBytes(out.resolve("model.int8.onnx"))));
    assertThat(said()).doesNotContain("not trained from exactly these images");
  }

  @Test
  void quantizesNoFolderWhoseModelIsAnother() throws Exception {
    assertThat(train()).isEqualTo(WORKED);
    Files.write(out.resolve("model.onnx"), new byte[] {1});

    assertThat(onImages("quantize")).isEqualTo(FAILED);
    assertThat(said()).contains("is not the file that the manifest beside it certifies");
  }

  @Test
  void quantizesNoFolderWhoseSplitCannotBeFoundAgain() throws Exception {
    assertThat(train()).isEqualTo(WORKED);
    Path certificate = out.resolve("manifest.json");
    String manifest = Files.readString(certificate);

    assertThat(onImages("quantize", "--calibration", "0")).isEqualTo(NOT_UNDERSTOOD);
    assertThat(onImages("quantize", "--calibration", "10001")).isEqualTo(NOT_UNDERSTOOD);
    Files.writeString(
        certificate, manifest.replaceFirst("\"seed\"\\s*:\\s*\"-?\\d+\"", "\"seed\":\"today\""));
    assertThat(onImages("quantize")).isEqualTo(FAILED);

    assertThat(said()).contains("--calibration must be 1 to 10000").contains("the seed in");
  }

  @Test
  void refusesAnUsedFolderUnlessToldToResume() {
    assertThat(train()).isEqualTo(WORKED);

    assertThat(train()).isEqualTo(FAILED);
    assertThat(said()).contains("holds a run already").contains("--resume");
    assertThat(train("--resume")).as(said()).isEqualTo(WORKED);
  }

  @Test
  void namesImagesWithoutMasksAndMasksWithoutImages() throws IOException {
    Files.delete(drawn.mask(3));
    Files.delete(drawn.image(5));

    assertThat(train()).isEqualTo(FAILED);
    assertThat(said()).contains("lesion3").contains("lesion5");
    assertThat(out.resolve("model.onnx")).doesNotExist();
  }

  @Test
  void namesEveryBadPairAtOnce() throws IOException {
    byte[] whole = Files.readAllBytes(drawn.image(2));
    Files.write(drawn.image(2), Arrays.copyOf(whole, whole.length / 2));
    try (DrawnLesion other = DrawnLesions.draw(DrawnLesions.Scene.varied(40, 40, 1), 1)) {
      Files.write(drawn.mask(4), MaskPng.encode(other.mask()));
    }

    assertThat(train()).isEqualTo(FAILED);
    assertThat(said()).contains("lesion2").contains("lesion4").contains("40x40").contains("96x72");
    assertThat(out.resolve("model.onnx")).doesNotExist();
  }

  @Test
  void saysThatAFolderIsEmpty() throws IOException {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    int code = run(List.of("train", "--images", empty.toString(), "--masks", empty.toString()));

    assertThat(code).isEqualTo(FAILED);
    assertThat(said()).contains(empty.toString()).contains("no image");
  }

  @Test
  void saysWhatIsOutOfRange() {
    assertThat(train(100)).isEqualTo(NOT_UNDERSTOOD);
    assertThat(said()).contains("multiples of 64").contains("100x100").doesNotContain("\tat ");
  }

  @Test
  void goesOnWithTheSameImagesOnly() throws IOException {
    assertThat(train()).isEqualTo(WORKED);
    Files.delete(drawn.image(7));
    Files.delete(drawn.mask(7));

    assertThat(train("--resume")).isEqualTo(FAILED);
    assertThat(said()).contains("not those that the run").contains("--out");
    assertThat(out.resolve("manifest.json")).isNotEmptyFile();
  }

  @Test
  void doesNotTrainOverAModelThatItDidNotMake() throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("model.onnx"), "someone's model");

    assertThat(train("--resume")).isEqualTo(FAILED);
    assertThat(said()).contains("no checkpoint");
    assertThat(out.resolve("model.onnx")).hasContent("someone's model");
  }

  @Test
  void refusesAManifestThatWouldBePassedOverInSilence() throws IOException {
    Files.writeString(folder.resolve("manifest.csv"), "image;lesion_id\nlesion1;a\n");

    assertThat(train()).isEqualTo(FAILED);
    assertThat(said()).contains("manifest.csv").contains("no column 'id'");
  }

  @Test
  void saysHowManyMirrorImagesThereCanBe() {
    assertThat(train("--flips", "3")).isEqualTo(NOT_UNDERSTOOD);
    assertThat(said()).contains("1, 2 or 4, not '3'").doesNotContain("\tat ");
  }

  private int train(String... more) {
    return train(64, more);
  }

  private int train(int size, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train"));
    arguments.addAll(List.of("--images", drawn.images().toString()));
    arguments.addAll(List.of("--masks", drawn.masks().toString()));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of("--size", Integer.toString(size), "--start-channels", "4"));
    arguments.addAll(List.of("--epochs", "2", "--batch", "4"));
    arguments.addAll(List.of(more));
    return run(arguments);
  }

  /** A command on the model that was trained and the images that it was trained from. */
  private int onImages(String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--model", out.toString()));
    arguments.addAll(List.of("--images", drawn.images().toString()));
    arguments.addAll(List.of("--masks", drawn.masks().toString()));
    arguments.addAll(List.of(more));
    return run(arguments);
  }

  private int run(List<String> arguments) {
    results.reset();
    Console console = new Console(stream(results), stream(progress));
    return Trainer.commandLine(console, ProgressBar.Style.EPOCH_LINES)
        .setErr(new PrintWriter(progress, true, StandardCharsets.UTF_8))
        .execute(arguments.toArray(String[]::new));
  }

  private JsonNode told() throws IOException {
    return new ObjectMapper().readTree(results.toString(StandardCharsets.UTF_8));
  }

  private String said() {
    return progress.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
