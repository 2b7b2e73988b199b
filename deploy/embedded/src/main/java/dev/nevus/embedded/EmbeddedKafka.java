package dev.nevus.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker of one's own: a child process whose records live in a folder. Start it again on
 * that folder, on any port, and they are there, whether it was closed or killed. Topics are never
 * created by accident. Safe for many threads.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final List<String> JVM_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx256m",
          "-Dlogback.configurationFile=dev/nevus/embedded/child-logback.xml");

  private final ChildProcess process;

  private EmbeddedKafka(ChildProcess process) {
    this.process = process;
  }

  /**
   * Returns when the broker takes requests, within 60 seconds. Its log is {@code broker.log} in the
   * folder.
   *
   * @param port on 127.0.0.1; 0 for a free one
   * @param classPath from {@link EmbeddedClassPath}
   * @param overrides broker settings that replace or add to the defaults; {@code feature.NAME} is
   *     the level of a feature and {@code cluster.id} the cluster, which count when the folder is
   *     new
   * @throws ChildFailure if the broker did not start, for instance because another one has the
   *     folder
   */
  public static EmbeddedKafka start(
      Path dataDir, int port, String classPath, Map<String, String> overrides)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>();
    arguments.add(dataDir.resolve("log").toAbsolutePath().toString());
    arguments.add(Integer.toString(port));
    overrides.forEach((key, value) -> arguments.add(key + "=" + value));
    ChildCommand command =
        ChildCommand.of(BrokerProcess.class.getName(), classPath, dataDir.resolve("broker.log"))
            .withArguments(arguments)
            .withJvmFlags(JVM_FLAGS);
    return new EmbeddedKafka(ClassArchive.start(command, START_WITHIN));
  }

  /** {@code host:port} for {@code bootstrap.servers}. */
  public String bootstrap() {
    return process.ready();
  }

  public int port() {
    return Integer.parseInt(bootstrap().substring(bootstrap().lastIndexOf(':') + 1));
  }

  public ChildProcess process() {
    return process;
  }

  /** Ends the broker as a crash would. */
  public void kill() throws InterruptedException {
    process.kill();
  }

  /** Shuts the broker down in order, within 15 seconds. Idempotent. */
  @Override
  public void close() {
    process.close();
  }

  @Override
  public String toString() {
    return "EmbeddedKafka[" + bootstrap() + "]";
  }
}
