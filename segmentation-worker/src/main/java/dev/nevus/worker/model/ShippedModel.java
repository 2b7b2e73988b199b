package dev.nevus.worker.model;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.model.Aliases;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.Registrar;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The model that comes with the worker, so that a new installation segments from its first image
 * on. It enters the registry like any other, once, and only while there is no champion, whatever
 * else was decided before.
 *
 * @param manifest its birth certificate
 * @param files the network and its golden picture
 */
public record ShippedModel(ModelManifest manifest, ModelFiles files) {
  private static final String FOLDER = "/models/default/";
  private static final String BY = "installation";

  /**
   * Reads it from the class path.
   *
   * @throws IOException if the build lacks it or damaged it
   */
  public static ShippedModel load() throws IOException {
    try {
      ModelManifest manifest = EventJson.fromJson(resource("manifest.json"), ModelManifest.class);
      ModelFiles files = ModelFiles.of(resource("model.onnx"), resource("golden.png"));
      if (manifest.int8().isPresent()) {
        files = files.withInt8(resource("model.int8.onnx"));
      }
      if (!manifest.certifies(files)) {
        throw new IOException(
            "the shipped model is not the one that its manifest certifies: the build is damaged");
      }
      return new ShippedModel(manifest, files);
    } catch (RefusedException e) {
      throw new IOException("the shipped model's manifest cannot be read: the build is damaged", e);
    }
  }

  /** Publishes and promotes it, unless there is a champion already. */
  public void installIfFirst(Registrar registrar) throws IOException, InterruptedException {
    List<Decision> history = registrar.registry().history();
    if (Aliases.of(history).champion().isPresent()) {
      return;
    }
    int last = history.isEmpty() ? 0 : history.get(history.size() - 1).number();
    registrar.publish(manifest, files);
    String reason = last == 0 ? "the registry was empty" : "the registry had no champion";
    registrar.decide(Choice.of(Decision.Kind.INSTALLED, manifest.model(), BY, reason), last);
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
