package dev.nevus.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.EventJson;
import dev.nevus.event.EventType;
import dev.nevus.event.ImageMetadata;
import dev.nevus.image.ImageInspector;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.Inspection;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxStructure;
import dev.nevus.settings.OneLine;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What strangers' bytes may do: be understood or be refused. Runs over the inputs in {@code
 * HostileBytesTestInputs}; with {@code JAZZER_FUZZ=1} and one method named it looks for new ones.
 */
class HostileBytesTest {
  private static final ImageLimits LIMITS = new ImageLimits(1 << 20, 1 << 20, 2_000, 16);
  private static final List<EventType> TYPES = List.of(EventType.values());
  private static final int PREAMBLE = 128;

  @FuzzTest(maxDuration = "2m")
  void header(byte[] file) {
    assertAnswered(file);
  }

  /** What stands behind the preamble of a DICOM file. */
  @FuzzTest(maxDuration = "2m")
  void dicom(byte[] behind) {
    byte[] file = new byte[PREAMBLE + behind.length + 4];
    System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, file, PREAMBLE, 4);
    System.arraycopy(behind, 0, file, PREAMBLE + 4, behind.length);

    assertAnswered(file);
  }

  /** The first byte chooses the type, the rest is its JSON. */
  @FuzzTest(maxDuration = "2m")
  void event(byte[] data) throws RefusedException {
    if (data.length == 0) {
      return;
    }
    EventType type = TYPES.get((data[0] & 0xFF) % TYPES.size());
    Event event;
    try {
      event = EventJson.fromJson(Arrays.copyOfRange(data, 1, data.length), type.event());
    } catch (RefusedException e) {
      assertThat(OneLine.is(e.refusal().detail(), OneLine.LONGEST)).isTrue();
      return;
    }

    assertThat(EventJson.fromJson(EventJson.toJson(event), type.event())).isEqualTo(event);
    assertThat(event.id()).isNotBlank();
    assertThat(event.key()).isNotBlank();
  }

  @FuzzTest(maxDuration = "2m")
  void label(byte[] png) {
    try (Mask mask = MaskPng.decode(png, LIMITS)) {
      assertThat((long) mask.width() * mask.height()).isBetween(1L, LIMITS.maxPixels());
    } catch (RefusedException e) {
      assertThat(e.refusal().detail()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "2m")
  void metadata(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    Optional<String> value = Optional.of(text);
    Correlation correlation = new Correlation(value, value, value);
    assertThat(correlation.correlationId().stream().flatMapToInt(String::chars))
        .allMatch(c -> c >= ' ' && c < 0x7F);
    try {
      ImageMetadata metadata =
          new ImageMetadata(value, value, value, OptionalDouble.empty(), value);
      assertThat(OneLine.is(metadata.patient().orElseThrow() + ".", 65)).isTrue();
    } catch (IllegalArgumentException e) {
      assertThat(OneLine.is(String.valueOf(e.getMessage()), OneLine.LONGEST)).isTrue();
    }
  }

  @FuzzTest(maxDuration = "2m")
  void key(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    ObjectKey key;
    try {
      key = new ObjectKey(text);
    } catch (IllegalArgumentException e) {
      return;
    }

    assertThat(text).doesNotContain("..", "//", "\\", "%", "\n").doesNotStartWith("/");
    Keys.manifestOf(key).ifPresent(model -> assertThat(Keys.manifest(model)).isEqualTo(key));
    Keys.dataSetOf(key).ifPresent(set -> assertThat(Keys.dataSet(set)).isEqualTo(key));
    Keys.labelOf(key)
        .ifPresent(
            name -> assertThat(Keys.labelRecord(name.image(), name.number())).isEqualTo(key));
    Keys.collectedOf(key)
        .ifPresent(name -> assertThat(Keys.collected(name.image(), name.number())).isEqualTo(key));
    Keys.trainingOf(key).ifPresent(number -> assertThat(number).isNotNegative());
    Keys.trainingRequestOf(key)
        .ifPresent(request -> assertThat(Keys.trainingRequest(request)).isEqualTo(key));
  }

  @FuzzTest(maxDuration = "2m")
  void model(byte[] file) {
    try {
      assertThat(OnnxStructure.of(file)).isNotNull();
    } catch (BadModelException e) {
      assertThat(e.code()).isNotNull();
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(2_000);
    }
  }

  private static void assertAnswered(byte[] file) {
    Inspection inspection = new ImageInspector(LIMITS).inspect(file);
    if (inspection instanceof Inspection.Accepted accepted) {
      assertThat(accepted.header().pixels()).isBetween(1L, LIMITS.maxPixels());
      assertThat(accepted.header().storedWidth()).isBetween(LIMITS.minSide(), LIMITS.maxSide());
      assertThat(accepted.header().storedHeight()).isBetween(LIMITS.minSide(), LIMITS.maxSide());
    } else {
      String detail = ((Inspection.Refused) inspection).refusal().detail();
      assertThat(OneLine.is(detail, OneLine.LONGEST)).as(detail).isTrue();
    }
  }
}
