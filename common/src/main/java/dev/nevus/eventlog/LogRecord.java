package dev.nevus.eventlog;

import dev.nevus.event.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record as it stands on the log, not yet understood. Immutable as long as nobody writes into its
 * bytes.
 */
public final class LogRecord {
  private final Origin origin;
  private final Instant at;
  private final Optional<String> key;
  private final Map<String, byte[]> headers;
  private final byte[] value;

  /**
   * @param value empty for a record without value; not copied
   */
  public LogRecord(
      Origin origin, Instant at, Optional<String> key, Map<String, byte[]> headers, byte[] value) {
    this.origin = origin;
    this.at = at;
    this.key = key;
    this.headers = Map.copyOf(headers);
    this.value = value;
  }

  public Origin origin() {
    return origin;
  }

  /** When the broker or the producer wrote it. */
  public Instant at() {
    return at;
  }

  public Optional<String> key() {
    return key;
  }

  /** The last header of this name as UTF-8 text. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** All headers, the last one of each name; not to be written into. */
  public Map<String, byte[]> headers() {
    return headers;
  }

  /** The value's own bytes, not a copy; not to be written into. */
  public byte[] value() {
    return value;
  }

  @Override
  public String toString() {
    return "LogRecord[" + origin + ", " + value.length + " bytes]";
  }
}
