package dev.nevus.worker.model;

import dev.nevus.model.ModelManifest;
import dev.nevus.model.Precision;
import dev.nevus.settings.Settings;
import java.util.List;

/** Which of a version's files this worker opens. */
public enum ServingPrecision {
  /** The one that the version's certificate chose. */
  MANIFEST,
  /** The one in floats, whatever the certificate says. */
  F32;

  /** As the settings say. */
  public static ServingPrecision from(Settings settings) {
    String told =
        settings.choice(
            "NEVUS_MODEL_PRECISION",
            "manifest",
            List.of("manifest", "f32"),
            "file of a model that serves: the one that its manifest chose, or always floats");
    return told.equals("f32") ? F32 : MANIFEST;
  }

  Precision of(ModelManifest manifest) {
    return this == F32 ? Precision.F32 : manifest.serves();
  }
}
