package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.EventCodec;
import dev.nevus.event.Fault;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.ReplayHeaders;
import dev.nevus.eventlog.StoredImages;
import dev.nevus.eventlog.Suspects;
import dev.nevus.eventlog.Verdict;
import dev.nevus.store.InMemoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RecordWorkTest {
  private static final int ATTEMPTS = 3;

  private final KafkaEvents events = new KafkaEvents(new EventCodec("test"));
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final Suspects suspects = new Suspects(new InMemoryObjectStore());

  @Test
  void anErrorThatLeavesTheProcessAliveIsAFailedAttemptAndTold() throws Exception {
    RecordWork work =
        work(
            delivery -> {
              throw new OutOfMemoryError("for one image, on purpose");
            });

    LogRecord record = record();
    for (int delivery = 1; delivery < ATTEMPTS; delivery++) {
      assertThat(work.finish(record, delivery)).isEqualTo(RecordWork.End.AGAIN);
    }
    assertThat(work.finish(record, ATTEMPTS)).isEqualTo(RecordWork.End.FINISHED);

    assertThat(log.published(DeadLettered.class))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.detail()).contains("OutOfMemoryError");
              assertThat(letter.fault()).contains(Fault.CRASH);
              assertThat(letter.trace().orElseThrow().top().orElseThrow())
                  .startsWith("RecordWorkTest.");
            });
  }

  @Test
  void attemptsThatEndedWithTheProcessAreACrash() throws Exception {
    RecordWork work = work(delivery -> Verdict.DONE, Optional.empty());

    work.finish(record(), ATTEMPTS + 1);

    assertThat(log.published(DeadLettered.class))
        .singleElement()
        .extracting(DeadLettered::fault)
        .isEqualTo(Optional.of(Fault.CRASH));
  }

  @Test
  void aSecondChanceThatFailsNamesTheLetterBefore() throws Exception {
    Replay replay = new Replay(new Origin("nevus.images.stored", 0, 3), 2);
    RecordWork work =
        work(
            delivery -> {
              throw new IllegalStateException("a defect, on purpose");
            },
            Optional.empty());
    LogRecord first = record();
    LogRecord again =
        new LogRecord(
            first.origin(),
            first.at(),
            first.key(),
            ReplayHeaders.with(first.headers(), replay),
            first.value());

    work.finish(again, ATTEMPTS);

    assertThat(log.published(DeadLettered.class))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.replay()).contains(replay);
              assertThat(letter.fault()).contains(Fault.UNKNOWN);
            });
  }

  @Test
  void aRecordThatWasOnlyInTheWrongCompanyIsTriedThoughItWasHandedOutOften() throws Exception {
    RecordWork work = work(delivery -> Verdict.DONE);

    assertThat(work.finish(record(), ATTEMPTS + 4)).isEqualTo(RecordWork.End.FINISHED);

    assertThat(log.published(DeadLettered.class)).isEmpty();
  }

  @Test
  void anAttemptThatTheProcessDidNotSurviveCounts() throws Exception {
    LogRecord deadly = record();
    for (int died = 2; died <= ATTEMPTS; died++) {
      suspects.attempt(deadly).begin();
    }
    AtomicInteger handed = new AtomicInteger();
    RecordWork work =
        work(
            delivery -> {
              handed.incrementAndGet();
              return Verdict.DONE;
            });

    assertThat(work.finish(deadly, ATTEMPTS + 1)).isEqualTo(RecordWork.End.FINISHED);

    assertThat(handed).hasValue(0);
    assertThat(log.published(DeadLettered.class)).hasSize(1);
  }

  @Test
  void whatAnAttemptMadeDurableBeforeTheProcessDiedIsToldAndNotGivenUp() throws Exception {
    LogRecord through = record();
    for (int died = 2; died <= ATTEMPTS; died++) {
      suspects.attempt(through).begin();
    }
    AtomicInteger told = new AtomicInteger();
    RecordWork work =
        work(
            new Handler() {
              @Override
              public Verdict handle(Delivery delivery) {
                throw new AssertionError("its attempts are used up");
              }

              @Override
              public boolean tellAgain(Delivery delivery) {
                return told.incrementAndGet() > 0;
              }
            });

    assertThat(work.finish(through, ATTEMPTS + 1)).isEqualTo(RecordWork.End.FINISHED);

    assertThat(told).hasValue(1);
    assertThat(log.published(DeadLettered.class)).isEmpty();
  }

  @Test
  void aRecordThatTheBrokersWouldSoonDropIsGivenUpRatherThanLost() throws Exception {
    RecordWork work = work(delivery -> Verdict.DONE);

    work.finish(record(), WorkGroup.BROKER_DELIVERY_LIMIT - 1);

    assertThat(log.published(DeadLettered.class)).hasSize(1);
  }

  @Test
  void anAttemptThatWasInterruptedIsExcused() throws Exception {
    LogRecord record = record();
    RecordWork interrupted =
        work(
            delivery -> {
              throw new InterruptedException("closing, on purpose");
            });

    assertThatThrownBy(() -> interrupted.finish(record, 2))
        .isInstanceOf(InterruptedException.class);

    assertThat(suspects.attempt(record).begin()).isEqualTo(2);
  }

  private RecordWork work(Handler handler) {
    return work(handler, Optional.of(suspects));
  }

  private RecordWork work(Handler handler, Optional<Suspects> counted) {
    DeadLetters letters =
        new DeadLetters(
            new InMemoryObjectStore(), log, Clock.systemUTC(), new SimpleMeterRegistry());
    return new RecordWork(events, handler, letters, ATTEMPTS, Backoff.DEFAULT, counted);
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
