package dev.nevus.ingest;

import java.io.IOException;

/**
 * The log went away before every image was queued. Those that were will be worked on; asking again
 * queues the rest, and does no harm to the others.
 */
public final class PartlyQueuedException extends IOException {
  private final int queued;

  PartlyQueuedException(int queued, Throwable cause) {
    super("the log went away after " + queued + " images were queued", cause);
    this.queued = queued;
  }

  /** How many images were queued for certain. */
  public int queued() {
    return queued;
  }
}
