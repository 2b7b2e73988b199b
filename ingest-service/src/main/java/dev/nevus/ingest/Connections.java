package dev.nevus.ingest;

import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3Config;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;

/**
 * Where the service keeps and tells what it accepted: opened here and nowhere else, so that it can
 * be put between other neighbours than S3 and Kafka. Each is closed by whoever asked for it.
 */
class Connections {
  ObjectStore store(S3Config config) {
    return new S3ObjectStore(config);
  }

  EventLog log(KafkaConfig config, KafkaEvents events, MeterRegistry registry) {
    return new KafkaEventLog(config, events, registry);
  }

  Clock clock() {
    return Clock.systemUTC();
  }
}
