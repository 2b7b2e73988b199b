package dev.nevus.standalone.models;

import dev.nevus.event.Correlation;
import dev.nevus.event.TrainingRequested;
import dev.nevus.eventlog.EventLog;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Has the trainer's gate judge a model against the champion. */
public final class AskGate {
  private static final int LOOK_AGAIN_MILLIS = 500;

  private final ModelRegistry registry;
  private final EventLog log;
  private final Clock clock;

  public AskGate(ModelRegistry registry, EventLog log, Clock clock) {
    this.registry = registry;
    this.log = log;
    this.clock = clock;
  }

  /**
   * A question that is on the log.
   *
   * @param after number of the last decision before it
   */
  public record Asked(ModelId model, int after) {}

  /**
   * Returns once the question is durable.
   *
   * @throws IOException if the model is the champion
   */
  public Asked ask(ModelId model, String by, String reason)
      throws IOException, InterruptedException {
    ServingHistory before = new ServingHistory(registry.history());
    DecideOnModels.requireOther(model, before);
    String name = "judge-" + UUID.randomUUID();
    log.publish(
        new TrainingRequested(name, Optional.of(model), by, reason, clock.instant()),
        Correlation.NONE);
    return new Asked(model, before.last());
  }

  /** The answer, or empty where there is none within {@code patience}. */
  public Optional<Decision> await(Asked asked, Duration patience)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Decision> answer =
          registry.history().stream()
              .filter(decision -> decision.number() > asked.after())
              .filter(decision -> decision.model().equals(asked.model()))
              .filter(decision -> decision.kind() != Decision.Kind.NOMINATED)
              .findFirst();
      if (answer.isPresent() || System.nanoTime() > until) {
        return answer;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }
}
