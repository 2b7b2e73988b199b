package dev.nevus.standalone.letters;

import dev.nevus.deadletter.LetterDesk;
import dev.nevus.deadletter.Letters;
import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaRecordLog;
import dev.nevus.standalone.models.RunningNevus;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * The dead letters of a running Nevus, to look at and to decide on; needs its log, and its store
 * for bytes, but no service. For one thread.
 */
public final class LetterOffice implements AutoCloseable {
  private final KafkaEvents events = new KafkaEvents(new EventCodec("cli"));
  private final RunningNevus nevus;
  private final KafkaRecordLog records;
  private final ObjectStore store;
  // Connects when something is decided.
  private Optional<EventLog> log = Optional.empty();

  private LetterOffice(RunningNevus nevus) {
    this.nevus = nevus;
    this.records = new KafkaRecordLog(nevus.kafka());
    this.store = new S3ObjectStore(nevus.store());
  }

  /** Connects when asked. */
  public static LetterOffice open(RunningNevus nevus) {
    return new LetterOffice(nevus);
  }

  /**
   * All letters as they are now.
   *
   * @param since whether masks overtook letters given up earlier is not asked
   * @throws IOException if the log does not answer
   */
  public Letters letters(Optional<Instant> since) throws IOException, InterruptedException {
    try {
      return Letters.read(records, events, since);
    } catch (EventLogException e) {
      throw new IOException(
          "no Nevus answers: start it with 'nevus up', or name its brokers in"
              + " NEVUS_KAFKA_BOOTSTRAP ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** Where letters are decided on. */
  public LetterDesk desk() {
    if (log.isEmpty()) {
      log = Optional.of(new KafkaEventLog(nevus.kafka(), events, new SimpleMeterRegistry()));
    }
    return new LetterDesk(records, log.get(), store, Clock.systemUTC());
  }

  /** What the letters' own records say. */
  public AboutLetter about(LetterDesk desk) {
    return new AboutLetter(desk, events);
  }

  @Override
  public void close() {
    log.ifPresent(EventLog::close);
    records.close();
    store.close();
  }
}
