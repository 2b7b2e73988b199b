package dev.nevus.embedded;

import java.io.IOException;

/**
 * A child process ended, or stayed silent, before it was ready. The message quotes its last lines.
 */
public final class ChildFailure extends IOException {
  private static final long serialVersionUID = 1;

  ChildFailure(String message) {
    super(message);
  }
}
