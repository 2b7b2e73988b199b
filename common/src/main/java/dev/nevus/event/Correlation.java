package dev.nevus.event;

import java.util.Optional;

/**
 * What travels with an image from the first request to the last event, so that a sender recognises
 * its own.
 *
 * @param correlationId chosen by the sender or made at the door
 * @param senderId the sender's own id of the image
 * @param traceparent W3C trace context
 */
public record Correlation(
    Optional<String> correlationId, Optional<String> senderId, Optional<String> traceparent) {
  /** Nothing to carry. */
  public static final Correlation NONE =
      new Correlation(Optional.empty(), Optional.empty(), Optional.empty());

  private static final int MAX_LENGTH = 256;

  /**
   * Keeps only what is printable ASCII of at most 256 characters: these texts reach headers, logs
   * and pages.
   */
  public Correlation {
    correlationId = correlationId.filter(Correlation::isPlain);
    senderId = senderId.filter(Correlation::isPlain);
    traceparent = traceparent.filter(Correlation::isPlain);
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(c -> c >= 0x20 && c < 0x7F);
  }
}
