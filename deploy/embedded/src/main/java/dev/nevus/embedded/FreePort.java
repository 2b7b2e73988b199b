package dev.nevus.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Loopback ports that nobody listens on. Somebody else may take one before its user does, if
 * rarely.
 */
public final class FreePort {
  private FreePort() {}

  /** A port that the operating system picks. */
  public static int any() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** Returns {@code wanted}, or a free port where it is 0. */
  static int orFree(int wanted) throws IOException {
    return wanted == 0 ? any() : wanted;
  }

  /** Whether {@code port} could be listened on a moment ago. */
  public static boolean isFree(int port) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (BindException taken) {
      return false;
    }
  }
}
