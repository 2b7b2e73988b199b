package dev.nevus.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * A loopback port that nobody listened on a moment ago. Somebody else may take it before its user
 * does, if rarely.
 */
final class FreePort {
  private FreePort() {}

  /** Returns {@code wanted}, or a free port where it is 0. */
  static int orFree(int wanted) throws IOException {
    if (wanted != 0) {
      return wanted;
    }
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
