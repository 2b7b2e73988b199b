package dev.nevus.model;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.ModelNominated;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.ModelPublished;
import dev.nevus.event.ModelRefused;
import dev.nevus.eventlog.EventLog;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the registry and tells the log: first durable, then told. A crash in between leaves the log
 * a fact behind, which {@link #retell} makes up for: events of the same fact have the same id. Safe
 * for many threads.
 */
public final class Registrar {
  private final ModelRegistry registry;
  private final EventLog log;
  private final Clock clock;

  public Registrar(ModelRegistry registry, EventLog log, Clock clock) {
    this.registry = registry;
    this.log = log;
    this.clock = clock;
  }

  /** What this keeps. */
  public ModelRegistry registry() {
    return registry;
  }

  /** Returns once the version is durable and told. */
  public void publish(ModelManifest manifest, ModelFiles files)
      throws IOException, InterruptedException {
    registry.publish(manifest, files);
    tellPublished(manifest.model());
  }

  /** Tells, once more perhaps, that a version is there. */
  public void tellPublished(ModelId model) throws IOException, InterruptedException {
    log.publish(new ModelPublished(model, Keys.manifest(model), clock.instant()), Correlation.NONE);
  }

  /** Returns once the decision is durable and told; see {@link ModelRegistry#decide(Choice)}. */
  public Decision decide(Choice choice) throws IOException, InterruptedException {
    Decision made = registry.decide(choice);
    tell(made);
    return made;
  }

  /**
   * Returns once the decision is durable and told, or another one came first; see {@link
   * ModelRegistry#decide(Choice, int)}.
   */
  public Optional<Decision> decide(Choice choice, int after)
      throws IOException, InterruptedException {
    Optional<Decision> made = registry.decide(choice, after);
    if (made.isPresent()) {
      tell(made.get());
    }
    return made;
  }

  /** Tells the last decisions again, for whoever died before it told them. */
  public void retell(int decisions) throws IOException, InterruptedException {
    List<Decision> history = registry.history();
    for (Decision decision :
        history.subList(Math.max(0, history.size() - decisions), history.size())) {
      tell(decision);
    }
  }

  /** Tells, once more perhaps, what was decided. */
  public void tell(Decision decision) throws IOException, InterruptedException {
    log.publish(event(decision), Correlation.NONE);
  }

  /** The decision as the log tells it. */
  static Event event(Decision decision) {
    return switch (decision.kind()) {
      case NOMINATED ->
          new ModelNominated(
              decision.model(), decision.number(), decision.by(), decision.reason(), decision.at());
      case REFUSED ->
          new ModelRefused(decision.model(), decision.number(), decision.findings(), decision.at());
      case INSTALLED, PROMOTED, FORCED, ROLLED_BACK ->
          new ModelPromoted(
              decision.model(), decision.number(), decision.by(), decision.reason(), decision.at());
    };
  }
}
