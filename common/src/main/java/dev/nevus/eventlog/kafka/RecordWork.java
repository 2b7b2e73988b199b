package dev.nevus.eventlog.kafka;

import dev.nevus.event.Blame;
import dev.nevus.event.Correlation;
import dev.nevus.event.Fault;
import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.Suspects;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import java.io.IOException;
import java.util.Optional;
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
  private final Optional<Suspects> suspects;

  /**
   * @param suspects where the caller only counts how often a record was handed out, which also
   *     counts the deaths of processes that had another record in hand: keeps the true count
   */
  RecordWork(
      KafkaEvents events,
      Handler handler,
      DeadLetters deadLetters,
      int attempts,
      Backoff backoff,
      Optional<Suspects> suspects) {
    this.events = events;
    this.handler = handler;
    this.deadLetters = deadLetters;
    this.attempts = attempts;
    this.backoff = backoff;
    this.suspects = suspects;
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
    return attempt > 1 && suspects.isPresent()
        ? finishSuspect(suspects.get(), record, attempt)
        : patiently(record, () -> handle(record, attempt));
  }

  private End finishSuspect(Suspects others, LogRecord record, int deliveries)
      throws InterruptedException {
    others.enter();
    try {
      Suspects.Attempt written = others.attempt(record);
      int begun = patiently(record, written::begin);
      // The brokers hand nothing out for ever: before they drop it without a word, it is given up.
      boolean isLastCall = deliveries >= WorkGroup.BROKER_DELIVERY_LIMIT - 1;
      try {
        return patiently(
            record, () -> isLastCall ? lastCall(record, begun) : handle(record, begun));
      } catch (InterruptedException e) {
        excuse(written, record);
        throw e;
      }
    } finally {
      others.leave();
    }
  }

  /** As far as the store can be reached: whoever stops waits for nobody. */
  private static void excuse(Suspects.Attempt interrupted, LogRecord record) {
    try {
      interrupted.excuse();
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("origin", record.origin())
          .addKeyValue("cause", e.getMessage())
          .log("an interrupted attempt counts though it should not");
    }
  }

  private <T> T patiently(LogRecord record, Step<T> step) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return step.take();
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

  @FunctionalInterface
  private interface Step<T> {
    T take() throws IOException, InterruptedException;
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
      return giveUp(
          delivery, attempts, "each attempt ended with the worker", Blame.of(Fault.CRASH));
    }
    return judged(delivery, verdict(delivery));
  }

  /** Before the brokers drop it without a word. */
  private End lastCall(LogRecord record, int attempt) throws IOException, InterruptedException {
    try {
      return giveUp(
          events.decode(record, attempt),
          attempt,
          "it was handed out for the last time, and no attempt came to an end",
          Blame.of(Fault.UNKNOWN));
    } catch (RefusedException e) {
      deadLetters.add(record, Correlation.NONE, e.refusal());
      return End.FINISHED;
    }
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
      return giveUp(delivery, delivery.attempt(), failed.why(), failed.blame());
    }
    return End.FINISHED;
  }

  private End giveUp(Delivery delivery, int tried, String why, Blame blame)
      throws IOException, InterruptedException {
    if (handler.tellAgain(delivery)) {
      LOG.atWarn()
          .addKeyValue("origin", delivery.origin())
          .log("an attempt was through though its worker never said so");
    } else {
      deadLetters.add(delivery, exhausted(tried, why), blame);
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
      return new Verdict.Failed(e.getClass().getSimpleName(), Blame.of(e, RecordWork.class));
    }
  }

  private static Refusal exhausted(int attempts, String why) {
    return new Refusal(
        Refusal.Code.ATTEMPTS_EXHAUSTED, "All %d attempts failed: %s.".formatted(attempts, why));
  }
}
