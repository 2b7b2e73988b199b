package dev.nevus.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.BadModelException.Code;
import dev.nevus.segment.onnx.FlawedOnnx.Place;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxStructureTest {
  private static final int FLOAT = 1;
  private static final int HALF = 10;
  private static final int DOUBLE = 11;
  private static final int BRAIN = 16;

  @ParameterizedTest
  @EnumSource
  void weightsElsewhereAreFoundWhereverTheTensorIs(Place place) {
    byte[] model = FlawedOnnx.withTensor(place, FlawedOnnx.elsewhere("/etc/passwd"));

    BadModelException refused = refusal(model);

    assertThat(refused.code()).isEqualTo(Code.EXTERNAL_DATA);
    assertThat(refused).hasMessageContaining("'weights'").hasMessageContaining("('/etc/passwd')");
  }

  @ParameterizedTest
  @EnumSource
  void aTensorInsideTheFileIsTakenWhereverItIs(Place place) {
    byte[] model = FlawedOnnx.withTensor(place, TinyOnnx.scalar("inside", 1));

    assertThatCode(() -> OnnxStructure.of(model)).doesNotThrowAnyException();
  }

  @Test
  void aHiddenLocationIsFound() {
    OnnxMessage tensor = new OnnxMessage().number(1, 1).number(2, FLOAT);
    // The number 1 in ten bytes, in a tag of five: protobuf reads it, and so must this.
    byte[] location = {(byte) 0xF0, (byte) 0x80, (byte) 0x80, (byte) 0x80, 0};
    OnnxMessage longTag = new OnnxMessage().raw(location).raw(new byte[] {(byte) 0x81, 0});
    OnnxMessage withoutLocation = new OnnxMessage().add(13, new OnnxMessage());

    for (OnnxMessage hidden : new OnnxMessage[] {longTag, withoutLocation}) {
      byte[] bytes = tensor.bytes();
      OnnxMessage both = new OnnxMessage().raw(bytes).raw(hidden.bytes());
      assertThat(refusal(FlawedOnnx.withTensor(Place.INITIALIZER, both)).code())
          .isEqualTo(Code.EXTERNAL_DATA);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4, 7fc00000",
    "1, 4, ffc00001",
    "10, 2, 7e00",
    "16, 2, 7fc0",
    "11, 8, 7ff8000000000000"
  })
  void numbersThatAreNoneAreFoundInEveryForm(int type, int width, String bits) {
    OnnxMessage tensor = raw(type, width, Long.parseUnsignedLong(bits, 16), 1);

    assertThat(refusal(FlawedOnnx.withTensor(Place.ATTRIBUTE, tensor)).code())
        .isEqualTo(Code.BAD_WEIGHTS);
  }

  @Test
  void numbersThatAreNoneAreFoundOutsideTheRawBytes() {
    byte[] nan = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.NaN).array();
    byte[] wide = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(0 / 0.0).array();
    OnnxMessage halves = new OnnxMessage().number(2, HALF).number(5, 0x3C00).number(5, 0x7E00);
    byte[] packed = {(byte) 0x80, 0x78, (byte) 0x80, (byte) 0xFC, 1};

    assertBadWeights(new OnnxMessage().number(2, FLOAT).field(4, nan));
    assertBadWeights(new OnnxMessage().number(2, FLOAT).raw(new byte[] {4 << 3 | 5}).raw(nan));
    assertBadWeights(new OnnxMessage().number(2, DOUBLE).field(10, wide));
    assertBadWeights(new OnnxMessage().field(10, wide).number(2, DOUBLE));
    assertBadWeights(halves);
    assertBadWeights(new OnnxMessage().number(2, HALF).field(5, packed));
  }

  @Test
  void anInfinityIsTakenAloneAndRefusedAmongOthers() throws Exception {
    assertThat(OnnxStructure.of(withWeights(raw(FLOAT, 4, 0x7F800000L, 1)))).isNotNull();
    assertThat(OnnxStructure.of(withWeights(raw(BRAIN, 2, 0xFF80L, 1)))).isNotNull();

    assertBadWeights(raw(FLOAT, 4, 0x7F800000L, 2));
    assertBadWeights(raw(DOUBLE, 8, 0xFFF0000000000000L, 3));
  }

  @Test
  void whateverAFileNestsItIsAnsweredWithoutOverflow() {
    OnnxMessage graph = new OnnxMessage().add(5, FlawedOnnx.elsewhere("x"));
    for (int i = 0; i < 2_000; i++) {
      graph = new OnnxMessage().add(1, new OnnxMessage().add(5, new OnnxMessage().add(6, graph)));
    }

    BadModelException refused = refusal(new OnnxMessage().add(7, graph).bytes());

    assertThat(refused.code()).isEqualTo(Code.NOT_ONNX);
    assertThat(refused).hasMessageContaining("100 deep");
  }

  @Test
  void whatItTellsIsFitToBeShown() throws Exception {
    byte[] model =
        new OnnxMessage()
            .text(2, "evil\u001b[2J\n" + "x".repeat(500))
            .text(3, "2")
            .add(7, new OnnxMessage())
            .bytes();

    assertThat(OnnxStructure.of(model).producer())
        .startsWith("evil?[2J?xxx")
        .endsWith("... 2")
        .hasSizeLessThan(100);
  }

  @Test
  void itTellsWhoMadeTheFile() throws Exception {
    OnnxStructure structure = OnnxStructure.of(withWeights(TinyOnnx.scalar("w", 1)));

    assertThat(structure.producer()).isEqualTo("hand 1.0");
    assertThat(structure.nodes()).isEqualTo(4);
    assertThat(OnnxStructure.of(TinyOnnx.of(new ModelInput(8, 8)).bytes()).producer()).isEmpty();
  }

  private static void assertBadWeights(OnnxMessage tensor) {
    assertThat(refusal(withWeights(tensor)).code()).isEqualTo(Code.BAD_WEIGHTS);
  }

  private static byte[] withWeights(OnnxMessage tensor) {
    return FlawedOnnx.withTensor(Place.INITIALIZER, tensor);
  }

  private static OnnxMessage raw(int type, int width, long bits, int count) {
    byte[] bytes = new byte[width * count];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (bits >>> (8 * (i % width)));
    }
    return new OnnxMessage().number(1, count).number(2, type).field(9, bytes);
  }

  private static BadModelException refusal(byte[] model) {
    BadModelException refused =
        catchThrowableOfType(BadModelException.class, () -> OnnxStructure.of(model));
    assertThat(refused).as("refused").isNotNull();
    return refused;
  }
}
