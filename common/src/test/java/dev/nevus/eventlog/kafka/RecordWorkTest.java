package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.StoredImages;
import dev.nevus.store.InMemoryObjectStore;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordWorkTest {
  private static final int ATTEMPTS = 3;

  private final KafkaEvents events = new KafkaEvents(new EventCodec("test"));
  private final InMemoryEventLog log = new InMemoryEventLog();

  @Test
  void anErrorThatLeavesTheProcessAliveIsAFailedAttemptAndTold() throws Exception {
    RecordWork work =
        work(
            delivery -> {
              throw new OutOfMemoryError("for one image, on purpose");
            });

    assertThat(work.finish(record(), 1)).isEqualTo(RecordWork.End.AGAIN);
    assertThat(work.finish(record(), ATTEMPTS)).isEqualTo(RecordWork.End.FINISHED);

    assertThat(log.published(DeadLettered.class))
        .singleElement()
        .extracting(DeadLettered::detail)
        .asString()
        .contains("OutOfMemoryError");
  }

  private RecordWork work(Handler handler) {
    DeadLetters letters = new DeadLetters(new InMemoryObjectStore(), log, Clock.systemUTC());
    return new RecordWork(events, handler, letters, ATTEMPTS, Backoff.DEFAULT);
  }

  private LogRecord record() {
    ProducerRecord<String, byte[]> sent =
        events.encode(StoredImages.event(StoredImages.unique()), Correlation.NONE);
    ConsumerRecord<String, byte[]> come =
        new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
    sent.headers().forEach(come.headers()::add);
    return KafkaEvents.logRecord(come);
  }
}
