package dev.nevus.worker.model;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.ModelDeclined;
import dev.nevus.event.ModelServed;
import dev.nevus.eventlog.EventLog;
import dev.nevus.model.Decision;
import dev.nevus.model.Precision;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which decisions this worker follows and which it declines, each once, to the log, the
 * figures and whoever reads the lines. What the log does not take waits here. Not for two threads
 * at once.
 */
public final class ModelAnnouncements {
  private static final Logger LOG = LoggerFactory.getLogger(ModelAnnouncements.class);

  private final String worker;
  private final EventLog log;
  private final ModelFigures figures;
  private final Clock clock;
  private final Set<Integer> served = new HashSet<>();
  private final Set<Integer> declined = new HashSet<>();
  private final Queue<Event> waiting = new ArrayDeque<>();

  /**
   * @param worker name of this process
   */
  public ModelAnnouncements(String worker, EventLog log, ModelFigures figures, Clock clock) {
    this.worker = worker;
    this.log = log;
    this.figures = figures;
    this.clock = clock;
  }

  void served(Decision decision, Precision precision) {
    figures.serves(decision.model(), precision);
    if (served.add(decision.number())) {
      figures.served();
      LOG.atInfo()
          .addKeyValue("model", decision.model())
          .addKeyValue("precision", precision.id())
          .addKeyValue("number", decision.number())
          .addKeyValue("decided", decision.at())
          .log("model served");
      waiting.add(new ModelServed(worker, decision.model(), decision.number(), clock.instant()));
    }
  }

  void declined(Decision decision, UnverifiedModelException reason) {
    if (declined.add(decision.number())) {
      figures.declined(reason.code());
      LOG.atWarn()
          .addKeyValue("model", decision.model())
          .addKeyValue("number", decision.number())
          .addKeyValue("code", reason.code())
          .addKeyValue("detail", reason.sentence())
          .log("model declined: it could not be verified");
      waiting.add(
          new ModelDeclined(
              worker,
              decision.model(),
              decision.number(),
              reason.code(),
              reason.sentence(),
              clock.instant()));
    }
  }

  /** Returns once the log has everything. */
  void flush() throws IOException, InterruptedException {
    Event next = waiting.peek();
    while (next != null) {
      log.publish(next, Correlation.NONE);
      waiting.remove();
      next = waiting.peek();
    }
  }
}
