package dev.nevus.standalone.models;

import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.model.CorruptModelException;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Registrar;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.CheckedModel;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import dev.nevus.store.s3.S3ObjectStore;
import dev.nevus.training.Trainings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models of a running Nevus, to look at, to add to and to decide on. Safe for many threads. */
public final class ModelShelf implements AutoCloseable {
  private final RunningNevus nevus;
  private final Clock clock;
  private final S3ObjectStore store;
  private final ModelRegistry registry;
  // Connects when something is told, so that looking works while the log is away.
  private Optional<EventLog> log = Optional.empty();

  private ModelShelf(RunningNevus nevus, Clock clock, S3ObjectStore store) {
    this.nevus = nevus;
    this.clock = clock;
    this.store = store;
    this.registry = new StoredModelRegistry(store, clock, nevus.signing());
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

  /** The models and the decisions on them. */
  public ModelRegistry registry() {
    return registry;
  }

  /** The trainings that made some of them. */
  public Trainings trainings() {
    return new Trainings(store);
  }

  /** Whose models these are. */
  public RunningNevus nevus() {
    return nevus;
  }

  /** Decides, and tells the log. */
  public DecideOnModels decide() {
    return new DecideOnModels(registrar());
  }

  /** Asks the gate. */
  public AskGate gate() {
    return new AskGate(registry, log(), clock);
  }

  /** Begins to hear which workers follow decisions. */
  public SwapWatch watch() throws IOException, InterruptedException {
    return SwapWatch.open(nevus.kafka(), clock);
  }

  /**
   * The model that a person means; see {@link ModelNames}.
   *
   * @throws IOException if there is none or several
   */
  public ModelId find(String name) throws IOException {
    return ModelNames.of(registry.versions(), registry.aliases()).find(name);
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
   * A model's ONNX file.
   *
   * @throws IOException if it is not the one that was registered
   */
  public byte[] file(ModelId model) throws IOException {
    try {
      return registry.files(model).onnx();
    } catch (CorruptModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /**
   * The file of a model that serves: of its numbers those that its certificate chose.
   *
   * @throws IOException if it is not the one that was registered
   */
  public byte[] served(ModelId model) throws IOException {
    try {
      return registry.files(model).network(registry.manifest(model).serves());
    } catch (CorruptModelException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Whether a trusted key signed it; empty where no key is trusted. */
  public Optional<Boolean> isSigned(ModelId model) throws IOException {
    return nevus.signing().isAskedFor() ? Optional.of(registry.isSigned(model)) : Optional.empty();
  }

  /**
   * Registers a model that can serve, with its answer to the golden picture and signed where there
   * is a key; it does not serve by that. Returns once it is durable and announced; if the
   * announcement fails, adding the same file again makes up for it.
   *
   * @throws BadModelException if the engine cannot run it after all
   */
  public ModelManifest add(byte[] file, CheckedModel checked, BroughtModel said)
      throws IOException, BadModelException, InterruptedException {
    GoldenPicture golden = GoldenPicture.drawn();
    try (Segmenter segmenter = OnnxSegmenter.open(file)) {
      ModelManifest manifest =
          said.manifest(file, checked, golden.answer(segmenter), clock.instant());
      registrar().publish(manifest, ModelFiles.of(file, golden.png()));
      return manifest;
    } catch (SegmentationException e) {
      throw new BadModelException(
          BadModelException.Code.ENGINE_FAILED, String.valueOf(e.getMessage()));
    }
  }

  /** Tells, once more perhaps, that a model is there: its event's id says that it is the same. */
  public void announce(ModelId model) throws IOException, InterruptedException {
    registrar().tellPublished(model);
  }

  @Override
  public synchronized void close() {
    log.ifPresent(EventLog::close);
    store.close();
  }

  private Registrar registrar() {
    return new Registrar(registry, log(), clock);
  }

  private synchronized EventLog log() {
    EventLog open =
        log.orElseGet(
            () ->
                new KafkaEventLog(
                    nevus.kafka(),
                    new KafkaEvents(new EventCodec("cli")),
                    new SimpleMeterRegistry()));
    log = Optional.of(open);
    return open;
  }
}
