package dev.nevus;

import dev.nevus.embedded.Credentials;
import dev.nevus.embedded.EmbeddedClassPath;
import dev.nevus.embedded.EmbeddedKafka;
import dev.nevus.embedded.EmbeddedStore;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaTopics;
import dev.nevus.store.s3.S3Config;
import dev.nevus.store.s3.S3ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * One real broker and one real store for all integration tests of a JVM, started at first use. They
 * are child processes that end with this one. A server that does not start fails the test: nothing
 * is skipped.
 */
public final class RealServers {
  private static final Credentials KEYS = new Credentials("nevus-tests", "not-a-secret-in-tests");

  private RealServers() {}

  /** The broker, with every topic in one partition. */
  public static KafkaConfig kafka() {
    return Broker.CONFIG;
  }

  /** Another broker, without topics, which ends with this JVM. */
  public static KafkaConfig startKafka(String folder, Map<String, String> overrides)
      throws IOException, InterruptedException {
    EmbeddedKafka kafka = EmbeddedKafka.start(folder(folder), 0, classPath(), overrides);
    System.out.println(
        "integration tests run against a real Kafka broker, embedded, at " + kafka.bootstrap());
    return KafkaConfig.plain(kafka.bootstrap());
  }

  /** The store, with its bucket. */
  public static S3Config store() {
    return Store.CONFIG;
  }

  /** The store that another process of the tests started, by its address. */
  public static S3Config storeAt(URI endpoint) {
    return config(endpoint, KEYS.accessKey(), KEYS.secretKey());
  }

  /** How to reach an S3 server in tests. */
  public static S3Config config(URI endpoint, String accessKey, String secretKey) {
    return new S3Config(
        endpoint,
        accessKey,
        secretKey,
        "us-east-1",
        "nevus",
        Duration.ofSeconds(3),
        Duration.ofSeconds(20));
  }

  private static final class Broker {
    static final KafkaConfig CONFIG = start();

    private static KafkaConfig start() {
      try {
        KafkaConfig config =
            startKafka(
                "broker",
                // Silent workers are to be given up after seconds, in either kind of group.
                Map.of(
                    "group.share.min.record.lock.duration.ms", "1000",
                    "group.min.session.timeout.ms", "1000"));
        KafkaTopics.create(config, 1, (short) 1);
        return config;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class Store {
    static final S3Config CONFIG = start();

    private static S3Config start() {
      try {
        EmbeddedStore store = EmbeddedStore.start(folder("store"), 0, classPath(), KEYS);
        System.out.println(
            "integration tests run against a real S3 server, embedded, at " + store.endpoint());
        S3Config config = config(store.endpoint(), KEYS.accessKey(), KEYS.secretKey());
        try (S3ObjectStore client = new S3ObjectStore(config)) {
          client.createBucket();
        }
        return config;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /** The repository's root, told by the build. */
  public static Path root() {
    return Path.of(System.getProperty("nevus.root", ".."));
  }

  private static String classPath() throws IOException {
    return EmbeddedClassPath.under(root());
  }

  private static Path folder(String name) throws IOException {
    Path target = Path.of("target", "servers");
    Files.createDirectories(target);
    return Files.createTempDirectory(target, name);
  }
}
