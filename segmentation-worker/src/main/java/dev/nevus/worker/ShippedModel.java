package dev.nevus.worker;

import dev.nevus.event.Correlation;
import dev.nevus.event.EventJson;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.ModelPublished;
import dev.nevus.eventlog.EventLog;
import dev.nevus.image.RefusedException;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelRegistry;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/**
 * The model that comes with the worker, so that a new installation segments from its first image
 * on. It enters the registry like any other, once, and only while there is no champion.
 *
 * @param manifest its birth certificate
 * @param file the ONNX file's bytes, behind a method that copies nothing
 */
record ShippedModel(ModelManifest manifest, Content file) {
  private static final String FOLDER = "/models/default/";
  private static final String BY = "installation";
  private static final String REASON = "the registry was empty";

  /** Bytes that compare by identity: a record must not hold an array. */
  interface Content {
    byte[] bytes();
  }

  /** Reads it from the class path. */
  static ShippedModel load() throws IOException {
    byte[] file = resource("model.onnx");
    try {
      ModelManifest manifest = EventJson.fromJson(resource("manifest.json"), ModelManifest.class);
      if (!manifest.certifies(ModelFiles.of(file))) {
        throw new IOException(
            "the shipped model is not the one that its manifest certifies: the build is damaged");
      }
      return new ShippedModel(manifest, () -> file);
    } catch (RefusedException e) {
      throw new IOException("the shipped model's manifest cannot be read: the build is damaged", e);
    }
  }

  /** Publishes and promotes it, unless there is a champion already. */
  void installIfFirst(ModelRegistry registry, EventLog log, Clock clock)
      throws IOException, InterruptedException {
    if (registry.champion().isPresent()) {
      return;
    }
    registry.publish(manifest, ModelFiles.of(file.bytes()));
    Choice first = Choice.of(Decision.Kind.INSTALLED, manifest.model(), BY, REASON);
    if (registry.decide(first, 0).isPresent()) {
      Instant now = clock.instant();
      log.publish(
          new ModelPublished(manifest.model(), Keys.manifest(manifest.model()), now),
          Correlation.NONE);
      log.publish(new ModelPromoted(manifest.model(), 1, BY, REASON, now), Correlation.NONE);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ShippedModel.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException(
            "the worker was built without its default model: " + FOLDER + name + " is missing");
      }
      return in.readAllBytes();
    }
  }
}
