package dev.nevus.deadletter;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.RecordLog;
import dev.nevus.eventlog.Topic;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what letters are about. Safe for many threads. */
final class Originals {
  /** What inbound senders call it, see {@code asyncapi.yaml}. */
  private static final String CORRELATION_ID = "correlation-id";

  private static final String TRACEPARENT = "traceparent";

  private final RecordLog records;
  private final ObjectStore store;

  Originals(RecordLog records, ObjectStore store) {
    this.records = records;
    this.store = store;
  }

  /**
   * The record at the letter's origin; where that is gone, the bytes that were kept with the letter
   * of an inbound record. Empty where nothing is left.
   */
  Optional<Original> find(Letter letter) throws IOException, InterruptedException {
    Optional<LogRecord> record =
        records.find(letter.id()).filter(found -> isOf(letter.fact(), found));
    if (record.isPresent()) {
      return Optional.of(new Original(corresponding(record.get(), letter), Original.Source.LOG));
    }
    return isInbound(letter) ? kept(letter) : Optional.empty();
  }

  /** The bytes that the letter names; what it names may be missing, and be the reason. */
  Optional<byte[]> content(Letter letter) throws StoreException {
    Optional<ObjectKey> key = letter.fact().content();
    try {
      return key.isPresent() ? Optional.of(store.get(key.get())) : Optional.empty();
    } catch (NoSuchObject e) {
      return Optional.empty();
    }
  }

  /** A log that was cut off or made anew has other records at the old places. */
  private static boolean isOf(DeadLettered letter, LogRecord record) {
    if (letter.image().isPresent()) {
      return record.key().equals(Optional.of(letter.image().get().sha256()));
    }
    Optional<String> digest = letter.content().flatMap(Keys::deadLetterOf);
    return digest.isPresent()
        ? digest.get().equals(Sha256.of(record.value()))
        : record.value().length == 0;
  }

  private Optional<Original> kept(Letter letter) throws StoreException {
    Optional<String> digest = letter.fact().content().flatMap(Keys::deadLetterOf);
    Optional<byte[]> bytes = content(letter).filter(b -> digest.equals(Optional.of(Sha256.of(b))));
    Correlation told = letter.correlation();
    return bytes.map(
        value ->
            new Original(
                new LogRecord(
                    letter.id(), letter.fact().at(), told.senderId(), headers(told), value),
                Original.Source.STORE));
  }

  private static LogRecord corresponding(LogRecord record, Letter letter) {
    if (!isInbound(letter)) {
      return record;
    }
    // A sender that gave no correlation id got one made of the record's place, which a new record
    // has not.
    Map<String, byte[]> headers = headers(letter.correlation());
    headers.putAll(record.headers());
    return new LogRecord(record.origin(), record.at(), record.key(), headers, record.value());
  }

  private static Map<String, byte[]> headers(Correlation told) {
    Map<String, byte[]> headers = new TreeMap<>();
    told.correlationId().ifPresent(id -> headers.put(CORRELATION_ID, utf8(id)));
    told.traceparent().ifPresent(trace -> headers.put(TRACEPARENT, utf8(trace)));
    return headers;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isInbound(Letter letter) {
    return letter.id().topic().equals(Topic.IMAGES_INBOUND.topicName());
  }
}
