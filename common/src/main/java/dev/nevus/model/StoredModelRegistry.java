package dev.nevus.model;

import dev.nevus.event.EventJson;
import dev.nevus.image.RefusedException;
import dev.nevus.model.CorruptModelException.Code;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@link ModelRegistry} in the object store alone: a version is its files and, written after them,
 * a manifest; decisions are numbered objects that are only ever added, so the history cannot be
 * overwritten and of two decisions at once each gets a number of its own.
 */
public final class StoredModelRegistry implements ModelRegistry {
  private static final String JSON = "application/json";
  private static final String BYTES = "application/octet-stream";
  private static final String PNG = "image/png";

  private final ObjectStore store;
  private final Clock clock;
  private final Signing signing;
  // Decisions never change, so each is fetched once.
  private final Map<ObjectKey, Decision> known = new ConcurrentHashMap<>();

  public StoredModelRegistry(ObjectStore store, Clock clock, Signing signing) {
    this.store = store;
    this.clock = clock;
    this.signing = signing;
  }

  @Override
  public void publish(ModelManifest manifest, ModelFiles files) throws StoreException {
    if (!manifest.certifies(files)) {
      throw new IllegalArgumentException(
          "the manifest of " + manifest.model() + " does not certify these files");
    }
    ModelId model = manifest.model();
    byte[] certificate = EventJson.toJson(manifest);
    if (store.size(Keys.manifest(model)).isPresent()) {
      // A version never changes, whoever publishes it again, and however its certificate reads now.
      signIfUnsigned(model, certificate(model));
      return;
    }
    store.put(Keys.model(model), files.onnx(), BYTES);
    if (files.golden().isPresent()) {
      store.put(Keys.golden(model), files.golden().get(), PNG);
    }
    if (files.int8().isPresent()) {
      store.put(Keys.int8(model), files.int8().get(), BYTES);
    }
    signIfUnsigned(model, certificate);
    store.putIfAbsent(Keys.manifest(model), certificate, JSON);
  }

  private void signIfUnsigned(ModelId model, byte[] certificate) throws StoreException {
    Optional<byte[]> before = signature(model);
    boolean isGood = before.isPresent() && signing.verifies(certificate, before.get());
    Optional<byte[]> signature = isGood ? Optional.empty() : signing.sign(certificate);
    if (signature.isPresent()) {
      store.put(Keys.signature(model), signature.get(), BYTES);
    }
  }

  @Override
  public Optional<Decision> decide(Choice choice, int after) throws StoreException {
    requirePublished(choice.model());
    Decision decision = choice.numbered(after + 1, clock.instant());
    ObjectKey key = Keys.decision(decision.number());
    return store.putIfAbsent(key, EventJson.toJson(decision), JSON)
        ? Optional.of(decision)
        : Optional.empty();
  }

  @Override
  public Decision decide(Choice choice) throws StoreException {
    int after = lastNumber();
    while (true) {
      Optional<Decision> made = decide(choice, after);
      if (made.isPresent()) {
        return made.get();
      }
      after++;
    }
  }

  private int lastNumber() throws StoreException {
    List<Decision> history = history();
    return history.isEmpty() ? 0 : history.get(history.size() - 1).number();
  }

  @Override
  public List<Decision> history() throws StoreException {
    List<Decision> decisions = new ArrayList<>();
    for (ObjectKey key : store.list(Keys.decisionsPrefix())) {
      if (Keys.isDecision(key)) {
        decisions.add(decision(key));
      }
    }
    return decisions;
  }

  private Decision decision(ObjectKey key) throws StoreException {
    Decision decision = known.get(key);
    if (decision == null) {
      decision = parsed(key, bytes(key), Decision.class);
      known.put(key, decision);
    }
    return decision;
  }

  @Override
  public List<ModelId> versions() throws StoreException {
    return store.list(Keys.modelsPrefix()).stream()
        .flatMap(key -> Keys.manifestOf(key).stream())
        .sorted()
        .toList();
  }

  @Override
  public ModelManifest manifest(ModelId model) throws StoreException {
    return parsed(Keys.manifest(model), certificate(model), ModelManifest.class);
  }

  @Override
  public ModelFiles files(ModelId model) throws StoreException, CorruptModelException {
    return version(model).files();
  }

  @Override
  public VerifiedVersion version(ModelId model) throws StoreException, CorruptModelException {
    return verified(model, trusted(model));
  }

  @Override
  public VerifiedVersion inFloats(ModelId model) throws StoreException, CorruptModelException {
    return verified(model, trusted(model).withoutInt8());
  }

  private VerifiedVersion verified(ModelId model, ModelManifest manifest)
      throws StoreException, CorruptModelException {
    ModelFiles files = fetched(model, manifest);
    if (!manifest.model().equals(model) || !manifest.certifies(files)) {
      throw new CorruptModelException(
          Code.DIGEST,
          "a file of model " + model + " is not the one that its manifest certifies: add it anew");
    }
    return new VerifiedVersion(manifest, files);
  }

  private ModelFiles fetched(ModelId model, ModelManifest manifest) throws StoreException {
    byte[] onnx = store.get(Keys.model(model));
    ModelFiles files =
        manifest.golden().isPresent()
            ? ModelFiles.of(onnx, store.get(Keys.golden(model)))
            : ModelFiles.of(onnx);
    return manifest.int8().isPresent() ? files.withInt8(store.get(Keys.int8(model))) : files;
  }

  private ModelManifest trusted(ModelId model) throws StoreException, CorruptModelException {
    byte[] certificate = certificate(model);
    requireTrusted(model, certificate);
    try {
      return EventJson.fromJson(certificate, ModelManifest.class);
    } catch (RefusedException e) {
      throw new CorruptModelException(
          Code.DIGEST, "the manifest of model " + model + " is damaged: add the model anew");
    }
  }

  private void requireTrusted(ModelId model, byte[] certificate)
      throws StoreException, CorruptModelException {
    if (!signing.isAskedFor()) {
      return;
    }
    Optional<byte[]> signature = signature(model);
    if (signature.isEmpty()) {
      throw new CorruptModelException(
          Code.UNSIGNED, "model " + model + " is not signed: sign it with 'nevus models sign'");
    }
    if (!signing.verifies(certificate, signature.get())) {
      throw new CorruptModelException(
          Code.WRONG_SIGNATURE,
          "the signature of model " + model + " is none of a trusted key, or not of this manifest");
    }
  }

  @Override
  public void sign(ModelId model) throws StoreException {
    byte[] signature =
        signing
            .sign(certificate(model))
            .orElseThrow(() -> new IllegalStateException("there is no key to sign with"));
    store.put(Keys.signature(model), signature, BYTES);
  }

  @Override
  public boolean isSigned(ModelId model) throws StoreException {
    Optional<byte[]> signature = signature(model);
    return signature.isPresent() && signing.verifies(certificate(model), signature.get());
  }

  @Override
  public String toString() {
    return "StoredModelRegistry[" + store + ", " + signing + "]";
  }

  private Optional<byte[]> signature(ModelId model) throws StoreException {
    try {
      return Optional.of(store.get(Keys.signature(model)));
    } catch (NoSuchObject e) {
      return Optional.empty();
    }
  }

  private void requirePublished(ModelId model) throws StoreException {
    if (store.size(Keys.manifest(model)).isEmpty()) {
      throw new IllegalArgumentException("there is no model " + model);
    }
  }

  private byte[] certificate(ModelId model) throws StoreException {
    return bytes(Keys.manifest(model));
  }

  private byte[] bytes(ObjectKey key) throws StoreException {
    try {
      return store.get(key);
    } catch (NoSuchObject e) {
      throw new IllegalArgumentException("there is no " + key, e);
    }
  }

  private static <T> T parsed(ObjectKey key, byte[] json, Class<T> type) throws StoreException {
    try {
      return EventJson.fromJson(json, type);
    } catch (RefusedException e) {
      throw new DamagedObject(key, e);
    }
  }
}
