package dev.nevus.ingest.http;

import dev.nevus.model.Aliases;
import dev.nevus.model.Decision;
import dev.nevus.model.Evaluation;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Signing;
import dev.nevus.store.StoreException;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells which models there are, which one serves, and what was decided on them. */
final class ModelEndpoint {
  static final String MODELS = "/v1/models";
  static final String HISTORY = MODELS + "/history";

  private final ModelRegistry registry;
  private final Signing signing;
  // Manifests never change, so each is fetched once; nor does a good signature become a bad one.
  private final Map<ModelId, ModelManifest> manifests = new ConcurrentHashMap<>();
  private final Set<ModelId> signed = ConcurrentHashMap.newKeySet();

  ModelEndpoint(ModelRegistry registry, Signing signing) {
    this.registry = registry;
    this.signing = signing;
  }

  /**
   * The models.
   *
   * @param champion the decision by which a model serves
   * @param candidate the decision by which a model is the candidate
   * @param versions the oldest first
   */
  record Models(
      Optional<Decision> champion, Optional<Decision> candidate, List<Version> versions) {}

  /**
   * One model of the list.
   *
   * @param model its name
   * @param architecture in words
   * @param inputWidth columns that it takes
   * @param inputHeight rows that it takes
   * @param scores name of the image set to how well it did
   * @param signed whether a trusted key signed it; absent where no signatures are asked for
   * @param at when it was made
   */
  record Version(
      ModelId model,
      String architecture,
      int inputWidth,
      int inputHeight,
      Map<String, Evaluation> scores,
      Optional<Boolean> signed,
      Instant at) {
    static Version of(ModelManifest manifest, Optional<Boolean> signed) {
      return new Version(
          manifest.model(),
          manifest.architecture(),
          manifest.inputWidth(),
          manifest.inputHeight(),
          manifest.scores(),
          signed,
          manifest.at());
    }
  }

  /**
   * All that is known of one model.
   *
   * @param manifest its birth certificate
   * @param signed as in the list
   * @param decisions on it, the first one first
   */
  record Model(ModelManifest manifest, Optional<Boolean> signed, List<Decision> decisions) {}

  /** All decisions, the first one first. */
  record History(List<Decision> decisions) {}

  /** Refuses what nobody published. */
  static void requirePublished(ModelRegistry registry, ModelId model)
      throws StoreException, ProblemException {
    if (!registry.versions().contains(model)) {
      throw unknown();
    }
  }

  List<Route> routes() {
    return List.of(
        Route.get(MODELS, this::list),
        Route.get(HISTORY, ctx -> Answers.json(ctx, new History(registry.history()))),
        Route.get(MODELS + "/{id}", this::show));
  }

  private void list(Context ctx) throws StoreException {
    List<Version> versions = new ArrayList<>();
    for (ModelId model : registry.versions()) {
      versions.add(Version.of(manifest(model), signed(model)));
    }
    Aliases aliases = registry.aliases();
    Answers.json(ctx, new Models(aliases.champion(), aliases.candidate(), versions));
  }

  private void show(Context ctx) throws StoreException, ProblemException {
    ModelId model = named(ctx.pathParam("id"));
    requirePublished(registry, model);
    List<Decision> decisions =
        registry.history().stream().filter(decision -> decision.model().equals(model)).toList();
    Answers.json(ctx, new Model(manifest(model), signed(model), decisions));
  }

  private static ModelId named(String id) throws ProblemException {
    try {
      return new ModelId(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemCode.MODEL_UNKNOWN, "No model of this name was published: " + MODELS + " has all.");
  }

  private ModelManifest manifest(ModelId model) throws StoreException {
    ModelManifest known = manifests.get(model);
    if (known == null) {
      known = registry.manifest(model);
      manifests.put(model, known);
    }
    return known;
  }

  private Optional<Boolean> signed(ModelId model) throws StoreException {
    if (!signing.isAskedFor()) {
      return Optional.empty();
    }
    if (!signed.contains(model) && registry.isSigned(model)) {
      signed.add(model);
    }
    return Optional.of(signed.contains(model));
  }
}
