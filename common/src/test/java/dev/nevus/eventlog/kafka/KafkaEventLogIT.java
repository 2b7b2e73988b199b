package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nevus.RealServers;
import dev.nevus.event.Correlation;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogContract;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.store.Keys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class KafkaEventLogIT extends EventLogContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final KafkaUnderTest KAFKA = KafkaUnderTest.on(RealServers.kafka());

  @Override
  protected EventLog log() {
    return KAFKA.log();
  }

  @Override
  protected List<Delivery> told() {
    return KAFKA.tail().deliveries();
  }

  @AfterAll
  static void close() {
    KAFKA.close();
  }

  @Test
  void aBrokerThatIsAwayIsAFaultThatNamesItsAddress() {
    try (KafkaUnderTest away = KafkaUnderTest.on(KafkaConfig.plain("127.0.0.1:1"))) {
      assertThatThrownBy(() -> away.log().check())
          .isInstanceOf(EventLogException.class)
          .hasMessageContaining("127.0.0.1:1");
    }
  }

  @Test
  void aTailFromTheEndHearsOnlyWhatIsToldFromThenOn() throws Exception {
    ImageStored before = image("before");
    ImageStored after = image("after");
    List<String> heard = new CopyOnWriteArrayList<>();
    KAFKA.log().publish(before, Correlation.NONE);

    try (KafkaLogTail tail = KafkaLogTail.fromTheEnd(RealServers.kafka())) {
      tail.start(
          Set.of(Topic.IMAGES_STORED),
          new LogTail.Reader() {
            @Override
            public Map<LogTail.Partition, Long> positions() {
              return Map.of();
            }

            @Override
            public void take(List<LogRecord> records) {
              records.forEach(record -> heard.add(record.key().orElseThrow()));
            }
          });
      await().atMost(PATIENCE).until(() -> tail.behind().isPresent());
      KAFKA.log().publish(after, Correlation.NONE);
      await().atMost(PATIENCE).until(() -> !heard.isEmpty());
    }

    assertThat(heard).containsExactly(after.key());
  }

  @Test
  void aReaderThatKnowsAllItsPlacesIsNotLedBackToTheBeginning() throws Exception {
    KAFKA.log().publish(image("long ago"), Correlation.NONE);
    Places first = new Places(Map.of());
    try (KafkaLogTail tail = new KafkaLogTail(RealServers.kafka())) {
      tail.start(Set.of(Topic.IMAGES_STORED), first);
      await().atMost(PATIENCE).until(() -> tail.behind().equals(OptionalLong.of(0)));
    }
    assertThat(first.positions()).as("each partition has a place").isNotEmpty();
    ImageStored next = image("next");
    Places again = new Places(first.positions());

    try (KafkaLogTail tail = new KafkaLogTail(RealServers.kafka())) {
      tail.start(Set.of(Topic.IMAGES_STORED), again);
      KAFKA.log().publish(next, Correlation.NONE);
      await().atMost(PATIENCE).until(() -> again.heard.contains(next.key()));
    }

    assertThat(again.heard).containsExactly(next.key());
  }

  /** Goes on where it left. */
  private static final class Places implements LogTail.Reader {
    private final Map<LogTail.Partition, Long> places;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    Places(Map<LogTail.Partition, Long> places) {
      this.places = new ConcurrentHashMap<>(places);
    }

    @Override
    public Map<LogTail.Partition, Long> positions() {
      return Map.copyOf(places);
    }

    @Override
    public void take(List<LogRecord> records) {
      for (LogRecord record : records) {
        places.put(
            new LogTail.Partition(record.origin().topic(), record.origin().partition()),
            record.origin().offset() + 1);
        heard.add(record.key().orElseThrow());
      }
    }
  }

  private static ImageStored image(String name) {
    ImageId image = ImageId.of((name + UUID.randomUUID()).getBytes(StandardCharsets.US_ASCII));
    return new ImageStored(
        image, Keys.original(image), "image/png", 1, 16, 16, ImageMetadata.NONE, Instant.now());
  }

  @Test
  void tellsOnlyWhereItTalksTo() {
    assertThat(KAFKA.log().toString())
        .isEqualTo("KafkaEventLog[" + RealServers.kafka().bootstrap() + "]");
  }
}
