package dev.nevus.eventlog.kafka;

import dev.nevus.settings.Settings;
import java.time.Duration;

/**
 * How a group of workers shares out its work.
 *
 * @param name of the group
 * @param lanes records that this process has in hand at once
 * @param lock how long a record stays with a silent worker before another one gets it
 * @param attempts deliveries after which a record that always fails becomes a dead letter; 2 to 10
 * @param drain how long closing waits for the records in hand
 * @param kind how brokers hand the work out
 */
public record WorkGroup(
    String name, int lanes, Duration lock, int attempts, Duration drain, WorkQueueKind kind) {
  /** The group of all segmentation workers, unless they are told another. */
  public static final String WORKERS = "nevus-workers";

  private static final int MOST_LANES = 64;
  private static final Duration LOCK = Duration.ofSeconds(30);

  // The brokers' group.min.session.timeout.ms and group.max.session.timeout.ms as they come.
  private static final Duration SHORTEST_SESSION = Duration.ofSeconds(6);
  private static final Duration LONGEST_SESSION = Duration.ofMinutes(30);

  /** The broker archives a record silently beyond this count, so Nevus gives up before. */
  static final int BROKER_DELIVERY_LIMIT = 10;

  /**
   * @throws IllegalArgumentException if a number lies outside its range
   */
  public WorkGroup {
    if (lanes < 1 || attempts < 2 || attempts >= BROKER_DELIVERY_LIMIT) {
      throw new IllegalArgumentException("lanes from 1, attempts from 2 to 9");
    }
  }

  /** The group that takes what goes behind the live images of this one: a name of its own. */
  public WorkGroup behind() {
    return new WorkGroup(requests(name), lanes, lock, attempts, drain, kind);
  }

  /** The name of the group that takes what goes behind the live images of {@code name}. */
  public static String requests(String name) {
    return name + "-requested";
  }

  /** Reads {@code NEVUS_WORK_GROUP}; also for whoever only watches the group. */
  public static String name(Settings settings) {
    return settings.text("NEVUS_WORK_GROUP", WORKERS, "group that the workers form");
  }

  /**
   * Reads the keys {@code NEVUS_WORK_*}.
   *
   * @param cores records that are computed at once: by default twice as many are in hand
   */
  public static WorkGroup from(Settings settings, int cores) {
    int lanes =
        settings.number(
            "NEVUS_WORK_LANES",
            0,
            0,
            MOST_LANES,
            "images in hand at once; 0: two for each that is computed, so that one is fetched meanwhile");
    Duration lock =
        settings.duration("NEVUS_WORK_LOCK", LOCK, "silence after which another worker takes over");
    WorkGroup group =
        new WorkGroup(
            name(settings),
            lanes == 0 ? Math.min(2 * cores, MOST_LANES) : lanes,
            lock,
            settings.number(
                "NEVUS_WORK_ATTEMPTS",
                3,
                2,
                BROKER_DELIVERY_LIMIT - 1,
                "attempts before a dead letter"),
            settings.duration(
                "NEVUS_WORK_DRAIN",
                Duration.ofSeconds(20),
                "patience with work in hand when stopping"),
            WorkQueueKind.of(
                settings.choice(
                    "NEVUS_WORK_QUEUE",
                    WorkQueueKind.AUTO.word(),
                    WorkQueueKind.words(),
                    "share-group (brokers from 4.2), consumer-group, or auto: ask the brokers")));
    settings.checked("NEVUS_WORK_LOCK", group::checkedLock, LOCK);
    return group;
  }

  private Duration checkedLock() {
    boolean isOutside = lock.compareTo(SHORTEST_SESSION) < 0 || lock.compareTo(LONGEST_SESSION) > 0;
    if (kind == WorkQueueKind.CONSUMER_GROUP && isOutside) {
      throw new IllegalArgumentException(
          "members of a consumer group may be silent for PT6S to PT30M");
    }
    return lock;
  }
}
