package dev.nevus.standalone.models;

import dev.nevus.event.Correlation;
import dev.nevus.event.EventCodec;
import dev.nevus.event.ModelPublished;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.segment.onnx.CheckedModel;
import dev.nevus.store.Keys;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models of a running Nevus, to look at and to add to. Not for several threads. */
public final class ModelShelf implements AutoCloseable {
  private final RunningNevus nevus;
  private final Clock clock;
  private final S3ObjectStore store;
  private final ModelRegistry registry;

  private ModelShelf(RunningNevus nevus, Clock clock, S3ObjectStore store) {
    this.nevus = nevus;
    this.clock = clock;
    this.store = store;
    this.registry = new StoredModelRegistry(store, clock, Signing.NONE);
  }

  /**
   * @throws IOException if its store does not answer
   */
  public static ModelShelf open(RunningNevus nevus, Clock clock) throws IOException {
    S3ObjectStore store = new S3ObjectStore(nevus.store());
    try {
      store.check();
      return new ModelShelf(nevus, clock, store);
    } catch (StoreException e) {
      store.close();
      throw new IOException(
          "no Nevus answers: start it with 'nevus up', or name its store in NEVUS_S3_ENDPOINT ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** The model that serves, or empty before the first promotion. */
  public Optional<ModelId> champion() throws IOException {
    return registry.champion().map(Decision::model);
  }

  /** All birth certificates, the oldest first. */
  public List<ModelManifest> manifests() throws IOException {
    List<ModelManifest> manifests = new ArrayList<>();
    for (ModelId model : registry.versions()) {
      manifests.add(registry.manifest(model));
    }
    return manifests;
  }

  /** The model with exactly these bytes, if there is one. */
  public Optional<ModelManifest> find(byte[] file) throws IOException {
    String digest = Sha256.of(file);
    return manifests().stream().filter(manifest -> manifest.sha256().equals(digest)).findFirst();
  }

  /**
   * Registers a model that can serve; it does not serve by that. Returns once it is durable and
   * announced; if the announcement fails, adding the same file again makes up for it.
   */
  public ModelManifest add(byte[] file, CheckedModel checked, BroughtModel said)
      throws IOException, InterruptedException {
    ModelManifest manifest = said.manifest(file, checked, clock.instant());
    registry.publish(manifest, ModelFiles.of(file));
    announce(manifest.model());
    return manifest;
  }

  /** Tells, once more perhaps, that a model is there: its event's id says that it is the same. */
  public void announce(ModelId model) throws IOException, InterruptedException {
    try (EventLog log =
        new KafkaEventLog(
            nevus.kafka(), new KafkaEvents(new EventCodec("cli")), new SimpleMeterRegistry())) {
      log.publish(
          new ModelPublished(model, Keys.manifest(model), clock.instant()), Correlation.NONE);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
