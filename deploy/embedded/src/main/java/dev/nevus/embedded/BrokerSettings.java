package dev.nevus.embedded;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The broker's configuration: one node that is everything, small, on loopback, quick to let a group
 * in.
 */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** One record of 32 MiB and what the protocol wraps around it. */
  private static final String LARGEST_BATCH_BYTES = Integer.toString(36 << 20);

  private BrokerSettings() {}

  static Map<String, String> of(
      Path data, int port, int controllerPort, Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("log.dirs", data.toString());
    // A static voter: nothing about ports is kept on disk, so the data may come back on any port.
    settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:"
            + port
            + ","
            + CONTROLLER_LISTENER
            + "://127.0.0.1:"
            + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("auto.create.topics.enable", "false");
    singleReplica(settings);
    largeRecords(settings);
    smallFootprint(settings);
    quickRestart(settings);
    quickGroups(settings);
    settings.putAll(overrides);
    return settings;
  }

  private static void singleReplica(Map<String, String> settings) {
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      settings.put(topic + ".replication.factor", "1");
      settings.put(topic + ".num.partitions", "4");
    }
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("min.insync.replicas", "1");
  }

  private static void largeRecords(Map<String, String> settings) {
    settings.put("message.max.bytes", LARGEST_BATCH_BYTES);
    settings.put("replica.fetch.max.bytes", LARGEST_BATCH_BYTES);
    settings.put("socket.request.max.bytes", Integer.toString(48 << 20));
    // Requests are held on the heap until they are written; beyond this the broker reads no further
    // one.
    settings.put("queued.max.request.bytes", Integer.toString(96 << 20));
  }

  private static void smallFootprint(Map<String, String> settings) {
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("num.recovery.threads.per.data.dir", "1");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
  }

  /**
   * A killed broker may register again only when its old session has lapsed: nine seconds by
   * default.
   */
  private static void quickRestart(Map<String, String> settings) {
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("broker.session.timeout.ms", "3000");
  }

  /** With the defaults a new share group waits five seconds for its first record. */
  private static void quickGroups(Map<String, String> settings) {
    settings.put("group.initial.rebalance.delay.ms", "0");
    for (String kind : List.of("group.share", "group.consumer")) {
      settings.put(kind + ".min.heartbeat.interval.ms", "200");
      settings.put(kind + ".heartbeat.interval.ms", "500");
      settings.put(kind + ".assignment.interval.ms", "0");
    }
    // What a member that was killed had is given to another one after this silence, not after 45 s.
    settings.put("group.consumer.min.session.timeout.ms", "6000");
    settings.put("group.consumer.session.timeout.ms", "10000");
    settings.put("group.share.min.record.lock.duration.ms", "1000");
    settings.put("share.coordinator.append.linger.ms", "0");
  }
}
