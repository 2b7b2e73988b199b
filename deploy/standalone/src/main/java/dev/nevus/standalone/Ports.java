package dev.nevus.standalone;

import dev.nevus.embedded.FreePort;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;

/**
 * Which part listens where on 127.0.0.1: the same ports run after run as long as nobody else takes
 * them, so that bookmarks and settings keep working. Not for several threads.
 */
final class Ports {
  private final Path file;
  private final Properties remembered = new Properties();
  private final Set<Integer> given = new HashSet<>();

  private Ports(Path file) {
    this.file = file;
  }

  static Ports in(Path folder) throws IOException {
    Ports ports = new Ports(folder.resolve("ports.properties"));
    if (Files.exists(ports.file)) {
      try (Reader reader = Files.newBufferedReader(ports.file)) {
        ports.remembered.load(reader);
      }
    }
    return ports;
  }

  /**
   * The part's port of the last run; or, where that is taken or there was none, {@code preferred};
   * or any free one.
   */
  int of(String part, int preferred) throws IOException {
    int last = last(part);
    int port = canHave(last) ? last : canHave(preferred) ? preferred : unused();
    return keep(part, port);
  }

  /**
   * Gives the part exactly this port.
   *
   * @throws IOException if it is taken
   */
  int exactly(String part, int port) throws IOException {
    if (!canHave(port)) {
      throw new IOException("port " + port + ", wanted for " + part + ", is taken");
    }
    return keep(part, port);
  }

  /** The port of the last run, 0 where there was none. */
  int last(String part) {
    return Integer.parseInt(remembered.getProperty(part, "0"));
  }

  private boolean canHave(int port) throws IOException {
    return port != 0 && !given.contains(port) && FreePort.isFree(port);
  }

  private int unused() throws IOException {
    int port = FreePort.any();
    return given.contains(port) ? unused() : port;
  }

  private int keep(String part, int port) throws IOException {
    given.add(port);
    remembered.setProperty(part, Integer.toString(port));
    try (Writer writer = Files.newBufferedWriter(file)) {
      remembered.store(writer, "chosen by nevus up");
    }
    return port;
  }
}
