package dev.nevus.ingest.catalog;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real PostgreSQL server of this machine's binaries, on loopback, with its data in a folder. */
final class PostgresServer {
  private static final String USER = "nevus";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path folder;
  private final int port;

  private PostgresServer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** The folder of the newest server's binaries on this machine. */
  private static Optional<Path> binaries() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> found = Files.list(versions)) {
      return found
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .max(Comparator.naturalOrder());
    }
  }

  /** A server, or a word that there is none and a test that is left out. */
  static PostgresServer startOrLeaveOut() throws IOException, InterruptedException {
    Optional<Path> binaries = binaries();
    System.out.println(
        binaries
            .map(bin -> "the catalog is tested on a real PostgreSQL server of " + bin)
            .orElse("THE CATALOG IS NOT TESTED ON POSTGRESQL: no binaries in /usr/lib/postgresql"));
    assumeTrue(binaries.isPresent(), "no PostgreSQL binaries in /usr/lib/postgresql");
    return start(binaries.orElseThrow());
  }

  private static PostgresServer start(Path binaries) throws IOException, InterruptedException {
    Path folder =
        Files.createTempDirectory(
            "nevus-postgres",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path data = folder.resolve("data");
    Process initdb =
        unprivileged(
            folder,
            List.of(
                binaries.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=" + USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--no-sync"));
    if (!initdb.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || initdb.exitValue() != 0) {
      throw new IOException("initdb failed: " + Files.readString(folder.resolve("log")));
    }
    int port = freePort();
    Process process =
        unprivileged(
            folder,
            List.of(
                binaries.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off"));
    PostgresServer server = new PostgresServer(process, folder, port);
    Awaitility.await().atMost(PATIENCE).until(server::answers);
    return server;
  }

  CatalogConfig config() {
    return new CatalogConfig(url(), USER, "", CatalogConfig.Start.RESUME);
  }

  private String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private boolean answers() throws IOException {
    if (!process.isAlive()) {
      throw new IOException("postgres ended: " + Files.readString(folder.resolve("log")));
    }
    try (var connection = DriverManager.getConnection(url(), USER, "")) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /** PostgreSQL refuses to run as root. */
  private static Process unprivileged(Path folder, List<String> command) throws IOException {
    List<String> line = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      line.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    }
    line.addAll(command);
    return new ProcessBuilder(line)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Stops the server and deletes its data. */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
