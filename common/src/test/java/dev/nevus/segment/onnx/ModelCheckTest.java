package dev.nevus.segment.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.BadModelException.Code;
import dev.nevus.segment.onnx.TinyOnnx.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCheckTest {
  private static final TinyOnnx SOUND = TinyOnnx.of(new ModelInput(40, 24));

  @Test
  void aModelOfTheContractIsTakenWhateverMadeIt() throws Exception {
    CheckedModel model = ModelCheck.DEFAULT.check(SOUND.bytes());

    assertThat(model.input()).isEqualTo(new ModelInput(40, 24));
    assertThat(model.takesBatches()).isTrue();
    assertThat(model.structure()).isEqualTo(new OnnxStructure(8, "", Map.of("ai.onnx", 13L), 5));
  }

  @Test
  void aModelForSingleImagesIsTaken() throws Exception {
    byte[] single = SOUND.withInputShape(new Shape(1, 24, 40, 3)).bytes();

    assertThat(ModelCheck.DEFAULT.check(single).takesBatches()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2, 24, 40, 3, 2 images at once",
    "0, 24, 40, 1, uint8",
    "0, 0, 40, 3, fixed numbers",
    "0, 24, 0, 3, fixed numbers",
    "0, 24, 5000, 3, 4096"
  })
  void anInputOfAnotherShapeIsRefused(
      int batch, int height, int width, int channels, String because) {
    Shape shape = new Shape(batch, height, width, channels);
    assertRefused(SOUND.withInputShape(shape).bytes(), Code.WRONG_INPUT, because);
  }

  @Test
  void anInputOfAnotherTypeIsRefused() {
    assertRefused(SOUND.withFloatInput().bytes(), Code.WRONG_INPUT, "'x' is FLOAT [-1, 24, 40, 3]");
  }

  @Test
  void severalInputsOrOutputsAreRefused() {
    assertRefused(FlawedOnnx.withTwoInputs(), Code.WRONG_INPUT, "one input, not 2");
    assertRefused(FlawedOnnx.withTwoOutputs(), Code.WRONG_OUTPUT, "one output, not 2");
  }

  @Test
  void anOutputOfAnotherShapeIsRefusedAlsoIfItOnlyShowsInARun() {
    assertRefused(SOUND.withOutputChannels(2).bytes(), Code.WRONG_OUTPUT, "float [N,H,W,1]");
    assertRefused(FlawedOnnx.thatGivesOtherSizesThanPromised(), Code.WRONG_OUTPUT, "[1, 8, 32, 1]");
  }

  @Test
  void anOperatorThatTheEngineLacksIsNamed() {
    assertRefused(FlawedOnnx.withOperator("", "Dermoscope"), "Dermoscope");
    assertRefused(FlawedOnnx.withOperator("org.example", "Dermoscope"), "org.example");
    assertRefused(FlawedOnnx.ofOperatorSet(999), "999");
  }

  @Test
  void valuesThatAreNoProbabilityAreRefused() {
    assertRefused(FlawedOnnx.withoutSigmoid(), Code.NOT_A_PROBABILITY, "sigmoid");
  }

  @Test
  void weightsThatAreNoNumbersAreRefused() {
    assertRefused(SOUND.withNanWeights().bytes(), Code.BAD_WEIGHTS, "'scale'");
  }

  @Test
  void resultsThatDifferFromRunToRunAreRefused() {
    assertRefused(FlawedOnnx.withNoise(), Code.NOT_DETERMINISTIC, "dropout");
  }

  @Test
  void resultsThatDependOnTheBatchAreRefused() {
    assertRefused(FlawedOnnx.thatLooksAtTheWholeBatch(), Code.BATCH_DEPENDENT, "beside");
  }

  @Test
  void aModelWithoutEndIsStopped() {
    ModelCheck impatient = new ModelCheck(ModelCheck.DEFAULT.maxBytes(), Duration.ofMillis(200));

    assertRefused(impatient, FlawedOnnx.withoutEnd(), Code.TOO_SLOW, "200 ms");
  }

  @Test
  void theGoldenRunOfAModelWithoutEndIsStoppedToo() throws Exception {
    ModelCheck impatient = new ModelCheck(ModelCheck.DEFAULT.maxBytes(), Duration.ofMillis(200));

    try (OnnxSegmenter endless = OnnxSegmenter.open(FlawedOnnx.withoutEnd())) {
      BadModelException refusal =
          catchThrowableOfType(
              BadModelException.class,
              () -> impatient.answer(endless, GoldenPicture.drawn(), Optional.empty()));

      assertThat(refusal.code()).isEqualTo(Code.TOO_SLOW);
      assertThat(refusal).hasMessageContaining("200 ms");
    }
  }

  @Test
  void theGoldenRunGivesTheAnswerOfARunWithoutLimit() throws Exception {
    GoldenPicture picture = GoldenPicture.drawn();
    try (OnnxSegmenter model = OnnxSegmenter.open(SOUND.bytes())) {
      assertThat(ModelCheck.DEFAULT.answer(model, picture, Optional.empty()))
          .isEqualTo(picture.answer(model));
    }
  }

  @Test
  void aFileBeyondTheLimitIsRefused() throws Exception {
    byte[] file = SOUND.bytes();
    assertThat(new ModelCheck(file.length, Duration.ofSeconds(30)).check(file)).isNotNull();

    ModelCheck smaller = new ModelCheck(file.length - 1, Duration.ofSeconds(30));

    assertRefused(smaller, file, Code.TOO_LARGE, Integer.toString(file.length - 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelCheck(0, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelCheck(1, Duration.ZERO));
  }

  @Test
  void whatIsNoModelIsRefused() {
    byte[] sound = SOUND.bytes();
    byte[] noise = new byte[500];
    new Random(3).nextBytes(noise);

    assertRefused(new byte[0], Code.NOT_ONNX, "empty");
    assertRefused(Arrays.copyOf(sound, sound.length / 2), Code.NOT_ONNX, "incomplete copy");
    assertRefused(noise, Code.NOT_ONNX, "no ONNX model");
    assertRefused("PK\3\4 and so on".getBytes(ISO_8859_1), Code.NOT_ONNX, "PyTorch");
    assertRefused("\u0089HDF\r\n".getBytes(ISO_8859_1), Code.NOT_ONNX, "HDF5");
    assertRefused("\20\0\0\0ORTM".getBytes(ISO_8859_1), Code.NOT_ONNX, "own format");
  }

  /** The file is there, where the engine would look for it: it must not even be asked. */
  @Test
  void weightsInAnotherFileAreRefusedThoughTheFileIsThere() throws Exception {
    Path weights = Files.createTempFile(Path.of("").toAbsolutePath(), "weights", ".bin");
    try {
      Files.write(weights, new byte[4]);
      byte[] model =
          FlawedOnnx.withTensor(
              FlawedOnnx.Place.INITIALIZER, FlawedOnnx.elsewhere(weights.getFileName().toString()));
      // That it opens without the check shows that the engine does read the other file.
      OnnxSession.open(model).close();

      assertRefused(model, Code.EXTERNAL_DATA, weights.getFileName().toString());
    } finally {
      Files.delete(weights);
    }
  }

  private static void assertRefused(byte[] file, String because) {
    assertRefused(file, Code.UNSUPPORTED_OPERATOR, because);
  }

  private static void assertRefused(byte[] file, Code code, String because) {
    assertRefused(ModelCheck.DEFAULT, file, code, because);
  }

  private static void assertRefused(ModelCheck check, byte[] file, Code code, String because) {
    BadModelException refused =
        catchThrowableOfType(BadModelException.class, () -> check.check(file));
    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
    assertThat(refused).hasMessageContaining(because);
    assertThat(refused.getMessage()).doesNotContain("\n");
  }
}
