package dev.nevus.trainer.renewal;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.eventlog.EventLog;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Registrar;
import dev.nevus.store.ObjectStore;
import dev.nevus.training.Trainings;
import java.io.IOException;
import java.time.Clock;

/**
 * What everything here works with.
 *
 * @param store objects
 * @param log where facts are told
 * @param registrar models and decisions on them
 * @param trainer name of this process
 * @param clock the time
 */
public record Desk(
    ObjectStore store, EventLog log, Registrar registrar, String trainer, Clock clock) {
  ModelRegistry registry() {
    return registrar.registry();
  }

  Trainings trainings() {
    return new Trainings(store);
  }

  void tell(Event event) throws IOException, InterruptedException {
    log.publish(event, Correlation.NONE);
  }
}
