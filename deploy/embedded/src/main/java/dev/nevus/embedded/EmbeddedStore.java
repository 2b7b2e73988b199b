package dev.nevus.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An S3 server of one's own: a child process whose objects, up to 64 MiB each, live in a folder.
 * Start it again on that folder, on any port, and they are there. It survives being killed; it does
 * not promise to survive a power cut. Safe for many threads.
 */
public final class EmbeddedStore implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  // Signed bodies pass through the heap: room for a few of the largest at once.
  private static final List<String> JVM_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx512m",
          "-Dlogback.configurationFile=dev/nevus/embedded/child-logback.xml");

  private static final String BUCKETS = "buckets";

  private final ChildProcess process;
  private final Credentials credentials;

  private EmbeddedStore(ChildProcess process, Credentials credentials) {
    this.process = process;
    this.credentials = credentials;
  }

  /**
   * Returns when the server takes requests, within 60 seconds. Its log is {@code store.log} in the
   * folder.
   *
   * @param port on 127.0.0.1; 0 for a free one
   * @param classPath from {@link EmbeddedClassPath}
   * @throws ChildFailure if the server did not start, for instance because the port is taken
   */
  public static EmbeddedStore start(
      Path dataDir, int port, String classPath, Credentials credentials)
      throws IOException, InterruptedException {
    ChildCommand command =
        ChildCommand.of(StoreProcess.class.getName(), classPath, dataDir.resolve("store.log"))
            .withArguments(
                List.of(
                    dataDir.resolve(BUCKETS).toAbsolutePath().toString(), Integer.toString(port)))
            .withJvmFlags(JVM_FLAGS)
            .withEnvironment(
                Map.of(
                    StoreProcess.ACCESS_KEY, credentials.accessKey(),
                    StoreProcess.SECRET_KEY, credentials.secretKey()));
    return new EmbeddedStore(ClassArchive.start(command, START_WITHIN), credentials);
  }

  /** Makes sure that there is a bucket; one can be made before the server runs. Idempotent. */
  public static void createBucket(Path dataDir, String bucket) throws IOException {
    Files.createDirectories(dataDir.resolve(BUCKETS).resolve(bucket));
  }

  public URI endpoint() {
    return URI.create("http://" + process.ready());
  }

  public String accessKey() {
    return credentials.accessKey();
  }

  public String secretKey() {
    return credentials.secretKey();
  }

  public ChildProcess process() {
    return process;
  }

  /** Ends the server as a crash would. */
  public void kill() throws InterruptedException {
    process.kill();
  }

  /** Shuts the server down in order, within 15 seconds. Idempotent. */
  @Override
  public void close() {
    process.close();
  }

  @Override
  public String toString() {
    return "EmbeddedStore[" + endpoint() + "]";
  }
}
