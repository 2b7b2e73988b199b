package dev.nevus.deadletter;

import dev.nevus.eventlog.LogRecord;

/**
 * What a letter is about, as it was sent.
 *
 * @param record key, headers and value; from the store it has only those headers that are known
 * @param source where it comes from
 */
public record Original(LogRecord record, Source source) {
  /** Where bytes come from. */
  public enum Source {
    /** The record itself, as it was. */
    LOG,
    /** The bytes that were kept with the letter; what the sender said in headers is gone. */
    STORE
  }
}
