package dev.nevus.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelManifest.TrainingData;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {
  private static final ObjectMapper TREES = new ObjectMapper();
  private static final Map<EventType, JsonSchema> SCHEMAS = new EnumMap<>(EventType.class);
  private static final int MUTATIONS = 2_000;

  @ParameterizedTest
  @EnumSource
  void everyGoldenSampleStaysReadableAndIsWrittenInTheSameWords(EventType type) throws Exception {
    Event event = EventJson.fromJson(EventSamples.json(type), type.event());
    assertThat(TREES.readTree(EventJson.toJson(event)))
        .isEqualTo(TREES.readTree(EventSamples.json(type)));
    assertThat(EventType.of(event)).isEqualTo(type);
  }

  @ParameterizedTest
  @EnumSource
  void samplesAndEncodedEventsObeyTheirSchema(EventType type) throws Exception {
    Event event = EventJson.fromJson(EventSamples.json(type), type.event());
    assertThat(violations(type, EventSamples.json(type))).isEmpty();
    assertThat(violations(type, EventJson.toJson(event))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void theSchemaAndTheReaderAgreeOnWhichFieldsMustBeThere(EventType type) throws Exception {
    for (ObjectNode without : withoutOneField(TREES.readTree(EventSamples.json(type)))) {
      byte[] json = TREES.writeValueAsBytes(without);
      boolean lawful = violations(type, json).isEmpty();
      assertThat(isReadable(json, type)).as("%s: %s", type, without).isEqualTo(lawful);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fieldsAddedByLaterVersionsAreIgnored(EventType type) throws Exception {
    JsonNode sample = TREES.readTree(EventSamples.json(type));
    for (ObjectNode object : objects(sample)) {
      object.putObject("addedLater").putArray("nested").add(1);
    }
    assertThat(EventJson.fromJson(TREES.writeValueAsBytes(sample), type.event()))
        .isEqualTo(EventJson.fromJson(EventSamples.json(type), type.event()));
  }

  @Test
  void aQualityFlagAddedByALaterVersionIsIgnored() throws Exception {
    String sample = new String(EventSamples.json(EventType.MASK_PREDICTED), UTF_8);
    String later = sample.replace("\"LOW_CONTRAST\"", "\"LOW_CONTRAST\", \"HAIR\"");
    assertThat(later).isNotEqualTo(sample);
    assertThat(EventJson.fromJson(later.getBytes(UTF_8), MaskPredicted.class))
        .isEqualTo(EventJson.fromJson(sample.getBytes(UTF_8), MaskPredicted.class));
  }

  @ParameterizedTest
  @EnumSource
  void hostileBytesAreRefusedAndNeverAnythingElse(EventType type) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = EventSamples.json(type);
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      readOrRefuse(bytes, type, "seed %d, mutation %d".formatted(seed, i));
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      readOrRefuse(noise, type, "seed %d, noise %d".formatted(seed, i));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"model\":null}",
        "{\"model\":\"x\"",
        "{\"model\":\"SECRET\",\"manifest\":\"a\",\"at\":\"2026-11-23T04:15:01Z\"}",
        "{\"model\":\"20261123T041500Z-9f2c01ab\",\"manifest\":\"../SECRET\",\"at\":\"2026-11-23T04:15:01Z\"}",
        "{\"model\":\"20261123T041500Z-9f2c01ab\",\"manifest\":\"a\",\"at\":\"SECRET\"}",
        "{\"model\":\"20261123T041500Z-9f2c01ab\",\"manifest\":\"a\",\"at\":1763871301}",
        "{\"model\":\"20261123T041500Z-9f2c01ab\",\"model\":\"20261123T041500Z-9f2c01ab\",\"manifest\":\"a\",\"at\":\"2026-11-23T04:15:01Z\"}",
        "{\"model\":\"20261123T041500Z-9f2c01ab\",\"manifest\":\"a\",\"at\":\"2026-11-23T04:15:01Z\"}"
            + " SECRET"
      })
  void aRefusalNamesTheFieldButNeverRepeatsContent(String json) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> EventJson.fromJson(json.getBytes(UTF_8), ModelPublished.class));
    assertThat(refused.refusal().code()).isEqualTo(Code.UNREADABLE_EVENT);
    assertThat(refused).hasMessageContaining("ModelPublished").hasMessageNotContaining("SECRET");
    assertThat(refused).hasNoCause();
  }

  @Test
  void aLetterOfAnOlderVersionBlamesWhatItsCodeSays() throws Exception {
    ObjectNode old = (ObjectNode) TREES.readTree(EventSamples.json(EventType.DEAD_LETTERED));
    old.remove(List.of("fault", "trace", "replay"));
    old.put("code", "object-missing");
    ObjectNode later = old.deepCopy().put("fault", "moonlight");

    assertThat(read(old).blamed()).isEqualTo(Fault.STORE);
    assertThat(read(old).trace()).isEmpty();
    assertThat(read(later).blamed()).isEqualTo(Fault.UNKNOWN);
  }

  private static DeadLettered read(ObjectNode letter) throws Exception {
    return EventJson.fromJson(TREES.writeValueAsBytes(letter), DeadLettered.class);
  }

  @Test
  void aMissingFieldIsNamedWithItsPath() {
    String json =
        new String(EventSamples.json(EventType.MASK_PREDICTED), UTF_8)
            .replace("\"areaFraction\"", "\"fraction\"");
    assertThat(
            catchThrowableOfType(
                RefusedException.class,
                () -> EventJson.fromJson(json.getBytes(UTF_8), MaskPredicted.class)))
        .hasMessageContaining("MaskPredicted.measures.areaFraction is missing");
  }

  @Test
  void aModelsManifestKeepsItsSettingsInReadingOrder() throws Exception {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("optimiser", "Adam");
    settings.put("learning rate", "0.001");
    settings.put("batch", "16");
    ModelManifest manifest =
        new ModelManifest(
            new ModelId("20261123T041500Z-9f2c01ab"),
            "9f2c01ab".repeat(8),
            8_650_000,
            128,
            128,
            "U-Net",
            new TrainingData("drawn", "ab".repeat(32), 80, 20, "by id", "CC0-1.0"),
            settings,
            Map.of("test", new Evaluation(20, 0.8, 0.7, 0.9, 0.9, 0.9, 0.9)),
            Map.of("jvm", "17"),
            Optional.empty(),
            Optional.empty(),
            Instant.parse("2026-11-23T04:15:00Z"));
    ModelManifest read = EventJson.fromJson(EventJson.toJson(manifest), ModelManifest.class);
    assertThat(read).isEqualTo(manifest);
    assertThat(read.settings().keySet()).containsExactlyElementsOf(settings.keySet());
  }

  private static void readOrRefuse(byte[] bytes, EventType type, String which) {
    try {
      EventJson.toJson(EventJson.fromJson(bytes, type.event()));
    } catch (RefusedException e) {
      assertThat(e.refusal().code()).as(which).isEqualTo(Code.UNREADABLE_EVENT);
    } catch (RuntimeException e) {
      throw new AssertionError(which, e);
    }
  }

  private static boolean isReadable(byte[] json, EventType type) {
    try {
      EventJson.fromJson(json, type.event());
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  private static List<String> violations(EventType type, byte[] json) throws IOException {
    if (!SCHEMAS.containsKey(type)) {
      SCHEMAS.put(
          type,
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
              .getSchema(TREES.readTree(EventSamples.schema(type))));
    }
    return requireNonNull(SCHEMAS.get(type)).validate(TREES.readTree(json)).stream()
        .map(Object::toString)
        .toList();
  }

  /** The tree as often as it has fields, each time without one of them. */
  private static List<ObjectNode> withoutOneField(JsonNode tree) {
    List<ObjectNode> all = new ArrayList<>();
    for (int i = 0; i < objects(tree).size(); i++) {
      for (Iterator<String> names = objects(tree).get(i).fieldNames(); names.hasNext(); ) {
        ObjectNode copy = tree.deepCopy();
        objects(copy).get(i).remove(names.next());
        all.add(copy);
      }
    }
    return all;
  }

  private static List<ObjectNode> objects(JsonNode tree) {
    List<ObjectNode> objects = new ArrayList<>();
    if (tree instanceof ObjectNode object) {
      objects.add(object);
    }
    tree.forEach(child -> objects.addAll(objects(child)));
    return objects;
  }
}
