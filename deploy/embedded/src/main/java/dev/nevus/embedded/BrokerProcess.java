package dev.nevus.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The broker's main class: one real KRaft broker and controller on 127.0.0.1. Its records and its
 * cluster id stay in the folder over restarts, kills and changes of port.
 */
final class BrokerProcess {
  /** An override that is no broker setting: the level of a feature in a new folder. */
  private static final String FEATURE = "feature.";

  /** Another that is none: whose brokers these are, where several form one cluster. */
  private static final String CLUSTER = "cluster.id";

  /** A third: milliseconds between looks at the share groups. */
  private static final String WATCH = "share.state.watch.ms";

  private static final String WATCH_MILLIS = "10000";

  /** Of a broker that ends itself because it would serve its share groups no more. */
  static final int EXIT_CODE = 70;

  private static final Duration ORDERLY_WITHIN = Duration.ofSeconds(20);

  private BrokerProcess() {}

  /** Arguments: data folder, port (0 for a free one), then broker settings as {@code key=value}. */
  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    int port = FreePort.orFree(Integer.parseInt(arguments[1]));
    Map<String, String> overrides =
        overrides(Arrays.asList(arguments).subList(2, arguments.length));
    Map<String, Short> features = features(overrides);
    String cluster =
        Objects.requireNonNullElseGet(
            overrides.remove(CLUSTER), () -> Uuid.randomUuid().toString());
    Duration watch =
        Duration.ofMillis(
            Long.parseLong(Objects.requireNonNullElse(overrides.remove(WATCH), WATCH_MILLIS)));
    Map<String, String> settings = BrokerSettings.of(data, port, FreePort.orFree(0), overrides);
    formatOnce(data, cluster, Integer.parseInt(settings.get("node.id")), features);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    // Not before: a server that never came up cannot be awaited.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop broker"));
    System.out.println("READY 127.0.0.1:" + port);
    if (isAlone(settings)) {
      new ShareStateWatch("127.0.0.1:" + port, watch, BrokerProcess::end).start();
    }
    server.awaitShutdown();
  }

  private static Map<String, String> overrides(List<String> pairs) {
    Map<String, String> overrides = new HashMap<>();
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("not key=value: " + pair);
      }
      overrides.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return overrides;
  }

  /** Takes the features out of the overrides. */
  private static Map<String, Short> features(Map<String, String> overrides) {
    Map<String, Short> features = new HashMap<>();
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      if (override.getKey().startsWith(FEATURE)) {
        features.put(
            override.getKey().substring(FEATURE.length()), Short.valueOf(override.getValue()));
      }
    }
    overrides.keySet().removeIf(key -> key.startsWith(FEATURE));
    return features;
  }

  /** The formatter writes meta.properties last: a kill halfway only means that it runs again. */
  private static void formatOnce(Path data, String cluster, int node, Map<String, Short> features)
      throws Exception {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(data);
    Formatter formatter = new Formatter();
    formatter.setPrintStream(
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    formatter
        .setClusterId(cluster)
        .setNodeId(node)
        .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
        .setDirectories(List.of(data.toString()))
        .setMetadataLogDirectory(data.toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setIgnoreFormatted(true);
    features.forEach(formatter::setFeatureLevel);
    formatter.run();
  }

  /** One of several may wait for the others. */
  private static boolean isAlone(Map<String, String> settings) {
    return !settings.getOrDefault("controller.quorum.voters", "").contains(",");
  }

  /** In order if that is possible; what it took in is on the log either way. */
  private static void end() {
    System.err.println("the share groups stand still: this broker ends, to be started again");
    new Thread(() -> System.exit(EXIT_CODE), "end broker").start();
    try {
      TimeUnit.SECONDS.sleep(ORDERLY_WITHIN.toSeconds());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(EXIT_CODE);
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }
}
