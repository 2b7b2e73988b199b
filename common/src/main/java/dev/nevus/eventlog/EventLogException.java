package dev.nevus.eventlog;

import java.io.IOException;

/** The log is away or refused; nothing is known to be written. The caller waits and tries again. */
public final class EventLogException extends IOException {
  public EventLogException(String message) {
    super(message);
  }

  public EventLogException(String message, Throwable cause) {
    super(message, cause);
  }
}
