package dev.nevus.standalone.models;

import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelManifest.TrainingData;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.onnx.CheckedModel;
import dev.nevus.segment.onnx.OnnxStructure;
import dev.nevus.settings.OneLine;
import dev.nevus.store.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the person who brings a model says of it.
 *
 * @param name for people
 * @param licence under which the model comes
 */
public record BroughtModel(Optional<String> name, Optional<String> licence) {
  private static final int LONGEST = 120;

  /**
   * @throws IllegalArgumentException if a text is empty, longer than 120 characters, or holds
   *     control characters
   */
  public BroughtModel {
    requirePlain("--name", name);
    requirePlain("--licence", licence);
  }

  private static void requirePlain(String option, Optional<String> text) {
    if (text.isPresent() && !OneLine.is(text.get(), LONGEST)) {
      throw new IllegalArgumentException(
          option + ": one line of 1 to " + LONGEST + " characters, please");
    }
  }

  /** The birth certificate: what the file says of itself, and what nobody said. */
  ModelManifest manifest(byte[] file, CheckedModel checked, GoldenAnswer golden, Instant now) {
    Instant at = now.truncatedTo(ChronoUnit.SECONDS);
    return new ModelManifest(
        ModelId.of(at, file),
        Sha256.of(file),
        file.length,
        checked.input().width(),
        checked.input().height(),
        architecture(checked.structure()),
        TrainingData.UNKNOWN,
        settings(),
        Map.of(),
        origin(checked.structure()),
        Optional.of(golden),
        Optional.empty(),
        at);
  }

  private String architecture(OnnxStructure structure) {
    return "%s, %d operators".formatted(name.orElse("a model without a name"), structure.nodes());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("training", "not known: the model was brought as a file");
    settings.put("licence", licence.orElse("not known"));
    return settings;
  }

  private static Map<String, String> origin(OnnxStructure structure) {
    Map<String, String> origin = new LinkedHashMap<>();
    origin.put("origin", "brought as a file with 'nevus models add', not trained here");
    origin.put("producer", structure.producer().isEmpty() ? "not known" : structure.producer());
    origin.put(
        "format",
        "ONNX IR %d, operator sets %s"
            .formatted(structure.irVersion(), new TreeMap<>(structure.operatorSets())));
    return origin;
  }
}
