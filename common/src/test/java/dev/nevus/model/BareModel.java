package dev.nevus.model;

import dev.nevus.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A version whose file is no network, for those who only keep it. */
public record BareModel(ModelManifest manifest, ModelFiles files) {
  /** The same text makes the same model. */
  public static BareModel of(String text) {
    byte[] file = text.getBytes(StandardCharsets.UTF_8);
    Instant made = Instant.parse("2026-11-23T01:00:00Z");
    ModelManifest manifest =
        new ModelManifest(
            ModelId.of(made, file),
            Sha256.of(file),
            file.length,
            128,
            128,
            "none",
            ModelManifest.TrainingData.UNKNOWN,
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            made);
    return new BareModel(manifest, ModelFiles.of(file));
  }

  public ModelId id() {
    return manifest.model();
  }
}
