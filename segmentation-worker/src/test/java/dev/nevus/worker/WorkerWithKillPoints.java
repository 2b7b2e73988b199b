package dev.nevus.worker;

import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaWorkQueues;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.killpoint.KillPoint;
import dev.nevus.killpoint.KillingEventLog;
import dev.nevus.killpoint.KillingObjectStore;
import dev.nevus.killpoint.KillingWorkQueue;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3Config;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** The worker, which ends where its environment says ({@link KillPoint}). */
public final class WorkerWithKillPoints {
  private WorkerWithKillPoints() {}

  /** As {@link Main#main}. */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    KillPoint point = KillPoint.from(environment);
    Main.workUntilStopped(new KillingConnections(point, point.clock(environment)));
  }

  private static final class KillingConnections extends Connections {
    private final KillPoint point;
    private final Clock clock;

    KillingConnections(KillPoint point, Clock clock) {
      this.point = point;
      this.clock = clock;
    }

    @Override
    ObjectStore store(S3Config config) {
      return new KillingObjectStore(super.store(config), point);
    }

    @Override
    EventLog log(KafkaConfig config, KafkaEvents events, MeterRegistry registry) {
      return new KillingEventLog(super.log(config, events, registry), point);
    }

    @Override
    WorkQueue queue(KafkaWorkQueues queues, WorkGroup group, Set<Topic> topics) {
      return new KillingWorkQueue(super.queue(queues, group, topics), point);
    }

    @Override
    Clock clock() {
      return clock;
    }
  }
}
