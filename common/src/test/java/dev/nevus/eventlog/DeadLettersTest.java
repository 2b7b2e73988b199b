package dev.nevus.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.EventJson;
import dev.nevus.event.EventSamples;
import dev.nevus.event.EventType;
import dev.nevus.event.Fault;
import dev.nevus.event.ImageStored;
import dev.nevus.event.Origin;
import dev.nevus.image.Refusal;
import dev.nevus.image.Refusal.Code;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadLettersTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:15:00Z");
  private static final Origin ORIGIN = new Origin("nevus.images.stored", 1, 7);
  private static final Refusal REFUSAL = new Refusal(Code.CORRUPT_IMAGE, "It is damaged.");
  private static final Correlation CORRELATION =
      new Correlation(Optional.of("c-1"), Optional.empty(), Optional.empty());

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final DeadLetters deadLetters =
      new DeadLetters(store, log, Clock.fixed(NOW, ZoneOffset.UTC), registry);

  @Test
  void aHopelessImageEndsWithItsReasonAndWhereItsBytesLive() throws Exception {
    ImageStored event =
        EventJson.fromJson(EventSamples.json(EventType.IMAGE_STORED), ImageStored.class);
    deadLetters.add(new Delivery(event, CORRELATION, ORIGIN, 3), REFUSAL);
    assertThat(log.published())
        .containsExactly(
            new InMemoryEventLog.Published(
                Topic.DEAD_LETTERS,
                new DeadLettered(
                    Optional.of(event.image()),
                    "corrupt-image",
                    "It is damaged.",
                    ORIGIN,
                    3,
                    Optional.of(event.pixels()),
                    Optional.of(Fault.BAD_INPUT),
                    Optional.empty(),
                    Optional.empty(),
                    NOW),
                CORRELATION));
  }

  @Test
  void anUnreadableRecordIsKeptAsTheBytesItWas() throws Exception {
    byte[] bytes = "not an event".getBytes(UTF_8);
    deadLetters.add(record(bytes), CORRELATION, REFUSAL);
    ObjectKey kept = Keys.deadLetter(Sha256.of(bytes));
    assertThat(store.get(kept)).isEqualTo(bytes);
    assertThat(log.published(DeadLettered.class))
        .singleElement()
        .satisfies(fact -> assertThat(fact.content()).contains(kept));
  }

  @Test
  void aRecordWithoutValueHasNothingToKeep() throws Exception {
    deadLetters.add(record(new byte[0]), CORRELATION, REFUSAL);
    assertThat(store.puts()).isEmpty();
    assertThat(log.published(DeadLettered.class)).hasSize(1);
  }

  @Test
  void noFactIsToldWhoseBytesAreNotDurable() {
    store.failNext(1);
    assertThatThrownBy(() -> deadLetters.add(record(new byte[] {1}), CORRELATION, REFUSAL))
        .isInstanceOf(StoreException.class);
    assertThat(log.published()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyEventHasItsTopic(EventType type) throws Exception {
    Event event = EventJson.fromJson(EventSamples.json(type), type.event());
    log.publish(event, Correlation.NONE);
    String kind = type.versionedName().substring(0, type.versionedName().indexOf('-'));
    assertThat(Topic.of(event).topicName()).contains(kind);
  }

  private static LogRecord record(byte[] value) {
    return new LogRecord(ORIGIN, NOW, Optional.empty(), Map.of(), value);
  }
}
