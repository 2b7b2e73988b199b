package dev.nevus.worker.model;

import dev.nevus.event.ModelDeclined;
import dev.nevus.event.ModelServed;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Registrar;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.InMemoryObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** A worker's models, and the store and the log around them, in memory. */
public final class ModelWorld implements AutoCloseable {
  public final InMemoryObjectStore store = new InMemoryObjectStore();
  public final InMemoryEventLog log = new InMemoryEventLog();
  public final Telemetry telemetry = new Telemetry("test");
  public final ServingModel serving = new ServingModel();
  public final ModelSlot candidate = new ModelSlot();
  public final ModelRegistry registry;
  public final ModelOpening opening;
  public final FollowModels models;
  private final Registrar registrar;

  /** One that asks for no signatures. */
  public ModelWorld() {
    this(Signing.NONE);
  }

  public ModelWorld(Signing signing) {
    registry = registry(signing);
    registrar = new Registrar(registry, log, Clock.systemUTC());
    ModelFigures figures = new ModelFigures(telemetry.registry());
    opening = new ModelOpening(registry, ServingPrecision.MANIFEST, figures);
    ModelAnnouncements announcements =
        new ModelAnnouncements("one", log, figures, Clock.systemUTC());
    models =
        new FollowModels(
            registry,
            announcements,
            List.of(
                new FollowChampion(opening, serving, announcements, figures),
                new FollowCandidate(opening, candidate, announcements)));
  }

  /** The same store as somebody with other keys sees it. */
  public ModelRegistry registry(Signing signing) {
    return new StoredModelRegistry(store, Clock.systemUTC(), signing);
  }

  public void publish(TestModel model) throws IOException {
    registry.publish(model.manifest(), model.files());
  }

  /** Publishes and promotes. */
  public Decision promote(TestModel model) throws IOException, InterruptedException {
    publish(model);
    return decide(Decision.Kind.PROMOTED, model);
  }

  public Decision decide(Decision.Kind kind, TestModel model)
      throws IOException, InterruptedException {
    return registrar.decide(Choice.of(kind, model.id(), "ana", "for a test"));
  }

  /** Publishes, promotes, and has the worker follow. */
  public Decision serve(TestModel model) throws IOException, InterruptedException {
    Decision decision = promote(model);
    models.catchUp();
    return decision;
  }

  public List<ModelServed> served() {
    return log.published(ModelServed.class);
  }

  public List<ModelDeclined> declined() {
    return log.published(ModelDeclined.class);
  }

  @Override
  public void close() {
    serving.close();
    candidate.close();
    telemetry.close();
  }
}
