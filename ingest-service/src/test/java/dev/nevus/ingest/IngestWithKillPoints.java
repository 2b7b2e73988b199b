package dev.nevus.ingest;

import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.killpoint.KillPoint;
import dev.nevus.killpoint.KillingEventLog;
import dev.nevus.killpoint.KillingObjectStore;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3Config;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;

/** The ingest service, which ends where its environment says ({@link KillPoint}). */
public final class IngestWithKillPoints {
  private IngestWithKillPoints() {}

  /** As {@link Main#main}. */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    KillPoint point = KillPoint.from(environment);
    Main.serveUntilStopped(new KillingConnections(point, point.clock(environment)));
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
    Clock clock() {
      return clock;
    }
  }
}
