package dev.nevus.eventlog.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.RealServers;
import dev.nevus.event.Correlation;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogSpan;
import dev.nevus.eventlog.LogTail.Partition;
import dev.nevus.eventlog.StoredImages;
import dev.nevus.eventlog.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** On a broker of its own, whose beginning is cut off. */
class KafkaLogScanIT {
  private static final Partition STORED = new Partition(Topic.IMAGES_STORED.topicName(), 0);
  private static final KafkaUnderTest KAFKA = broker();

  private final KafkaLogScan scan = new KafkaLogScan(KAFKA.config());

  @Test
  void readsWhatWasThereWhenItAskedAndSaysWhatExpired() throws Exception {
    publish(5);
    LogSpan span = scan.span(Set.of(Topic.IMAGES_STORED, Topic.MASKS_PREDICTED));
    publish(2);

    List<Long> read = new ArrayList<>();
    long first = scan.read(STORED, range(span, STORED), record -> read.add(offset(record)));

    assertThat(first).isZero();
    assertThat(read).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(range(span, new Partition(Topic.MASKS_PREDICTED.topicName(), 0)))
        .isEqualTo(new LogSpan.Range(0, 0));

    cutOffBefore(3);

    List<Long> left = new ArrayList<>();
    assertThat(scan.read(STORED, range(span, STORED), record -> left.add(offset(record))))
        .isEqualTo(3);
    assertThat(left).containsExactly(3L, 4L);
    assertThat(scan.span(Set.of(Topic.IMAGES_STORED)).ranges())
        .containsExactly(Map.entry(STORED, new LogSpan.Range(3, 7)));
    assertThatThrownBy(() -> scan.read(STORED, new LogSpan.Range(3, 7), KafkaLogScanIT::fail))
        .hasMessageStartingWith("enough of");
  }

  @Test
  void brokersThatAreAwayAreAFaultThatNamesTheirAddress() {
    KafkaLogScan away = new KafkaLogScan(KafkaConfig.plain("127.0.0.1:1"), Duration.ofSeconds(1));

    assertThatThrownBy(() -> away.read(STORED, new LogSpan.Range(0, 1), record -> {}))
        .isInstanceOf(EventLogException.class)
        .hasMessageContaining("127.0.0.1:1");
    assertThatThrownBy(() -> away.span(Set.of(Topic.IMAGES_STORED)))
        .isInstanceOf(EventLogException.class)
        .hasMessageContaining("127.0.0.1:1");
  }

  private static void fail(LogRecord record) throws IOException {
    throw new IOException("enough of " + record.origin());
  }

  private static LogSpan.Range range(LogSpan span, Partition partition) {
    return requireNonNull(span.ranges().get(partition));
  }

  private static long offset(LogRecord record) {
    return record.origin().offset();
  }

  private static void publish(int events) throws Exception {
    for (int i = 0; i < events; i++) {
      KAFKA.log().publish(StoredImages.event(StoredImages.unique()), Correlation.NONE);
    }
  }

  private static void cutOffBefore(long offset) throws Exception {
    try (Admin admin = Admin.create(KAFKA.config().client(Map.of()))) {
      TopicPartition partition = new TopicPartition(STORED.topic(), STORED.number());
      admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset))).all().get();
    }
  }

  private static KafkaUnderTest broker() {
    try {
      KafkaConfig config = RealServers.startKafka("scan", Map.of());
      KafkaTopics.create(config, 1, (short) 1);
      return KafkaUnderTest.on(config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void close() {
    KAFKA.close();
  }
}
