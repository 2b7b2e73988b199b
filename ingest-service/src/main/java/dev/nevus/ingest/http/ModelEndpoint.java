package dev.nevus.ingest.http;

import dev.nevus.model.Decision;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelRegistry;
import dev.nevus.store.StoreException;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells which models there are and which one serves: {@code GET /v1/models}. */
final class ModelEndpoint {
  static final String MODELS = "/v1/models";
  static final String HISTORY = MODELS + "/history";

  private final ModelRegistry registry;
  // Manifests never change, so each is fetched once.
  private final Map<ModelId, ModelManifest> manifests = new ConcurrentHashMap<>();

  ModelEndpoint(ModelRegistry registry) {
    this.registry = registry;
  }

  /**
   * The models.
   *
   * @param champion the promotion in force
   * @param versions the oldest first
   */
  record Models(Optional<Decision> champion, List<Version> versions) {}

  /**
   * One model.
   *
   * @param model its name
   * @param architecture in words
   * @param inputWidth columns that it takes
   * @param inputHeight rows that it takes
   * @param scores name of the image set to how well it did
   * @param at when it was made
   */
  record Version(
      ModelId model,
      String architecture,
      int inputWidth,
      int inputHeight,
      Map<String, Evaluation> scores,
      Instant at) {
    static Version of(ModelManifest manifest) {
      return new Version(
          manifest.model(),
          manifest.architecture(),
          manifest.inputWidth(),
          manifest.inputHeight(),
          manifest.scores(),
          manifest.at());
    }
  }

  /** Refuses what nobody published. */
  static void requirePublished(ModelRegistry registry, ModelId model)
      throws StoreException, ProblemException {
    if (!registry.versions().contains(model)) {
      throw new ProblemException(
          ProblemCode.MODEL_UNKNOWN,
          "No model of this name was published: " + MODELS + " lists all.");
    }
  }

  List<Route> routes() {
    return List.of(Route.get(MODELS, this::list));
  }

  private void list(Context ctx) throws StoreException {
    List<Version> versions = new ArrayList<>();
    for (ModelId model : registry.versions()) {
      versions.add(Version.of(manifest(model)));
    }
    Answers.json(ctx, new Models(registry.champion(), versions));
  }

  private ModelManifest manifest(ModelId model) throws StoreException {
    ModelManifest known = manifests.get(model);
    if (known == null) {
      known = registry.manifest(model);
      manifests.put(model, known);
    }
    return known;
  }
}
