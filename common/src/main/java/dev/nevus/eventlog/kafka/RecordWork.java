package dev.nevus.eventlog.kafka;

import dev.nevus.event.Correlation;
import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One record from delivery to its end: understood, handled, dead-lettered where hopeless.
 * Neighbours that are away are waited for without a limit, since the record is not to blame. Safe
 * for many threads.
 */
final class RecordWork {
  /** What becomes of the record. */
  enum End {
    /** Its effects, or its dead letter, are durable. */
    FINISHED,
    /** Another attempt may succeed. */
    AGAIN
  }

  private static final Logger LOG = LoggerFactory.getLogger(RecordWork.class);

  private final KafkaEvents events;
  private final Handler handler;
  private final DeadLetters deadLetters;
  private final int attempts;
  private final Backoff backoff;

  RecordWork(
      KafkaEvents events, Handler handler, DeadLetters deadLetters, int attempts, Backoff backoff) {
    this.events = events;
    this.handler = handler;
    this.deadLetters = deadLetters;
    this.attempts = attempts;
    this.backoff = backoff;
  }

  /** Whether a record would be begun now. */
  boolean isReady() {
    return handler.isReady();
  }

  /**
   * Works until the record has an end.
   *
   * @param attempt deliveries so far, this one included
   * @throws InterruptedException if the queue is closing
   */
  End finish(LogRecord record, int attempt) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return handle(record, attempt);
      } catch (IOException e) {
        LOG.atWarn()
            .addKeyValue("origin", record.origin())
            .addKeyValue("failures", failures)
            .addKeyValue("cause", e.getMessage())
            .log("a neighbour is away, the record waits");
        backoff.pause(failures);
      }
    }
  }

  private End handle(LogRecord record, int attempt) throws IOException, InterruptedException {
    Delivery delivery;
    try {
      delivery = events.decode(record, attempt);
    } catch (RefusedException e) {
      deadLetters.add(record, Correlation.NONE, e.refusal());
      return End.FINISHED;
    }
    if (attempt > attempts) {
      // Earlier attempts ended without a word: the process died under this record each time.
      deadLetters.add(delivery, exhausted(attempts, "each attempt ended with the worker"));
      return End.FINISHED;
    }
    return judged(delivery, verdict(delivery));
  }

  private End judged(Delivery delivery, Verdict verdict) throws IOException, InterruptedException {
    if (verdict instanceof Verdict.Rejected rejected) {
      deadLetters.add(delivery, rejected.refusal());
      return End.FINISHED;
    }
    if (verdict instanceof Verdict.Failed failed) {
      LOG.atWarn()
          .addKeyValue("origin", delivery.origin())
          .addKeyValue("attempt", delivery.attempt())
          .addKeyValue("why", failed.why())
          .log("an attempt failed");
      if (delivery.attempt() < attempts) {
        return End.AGAIN;
      }
      deadLetters.add(delivery, exhausted(delivery.attempt(), failed.why()));
    }
    return End.FINISHED;
  }

  private Verdict verdict(Delivery delivery) throws IOException, InterruptedException {
    try {
      return handler.handle(delivery);
    } catch (RuntimeException | Error e) {
      // A defect of ours, met by this record: it must not stop the others, nor be tried for ever.
      // Errors too, such as no memory for one image: the process lives, and the word is the true
      // one.
      LOG.atError().setCause(e).addKeyValue("origin", delivery.origin()).log("the handler broke");
      return new Verdict.Failed(e.getClass().getSimpleName());
    }
  }

  private static Refusal exhausted(int attempts, String why) {
    return new Refusal(
        Refusal.Code.ATTEMPTS_EXHAUSTED, "All %d attempts failed: %s.".formatted(attempts, why));
  }
}
