package dev.nevus.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.Correlation;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelNewsTest {
  private static final String TOPIC = "nevus.models.published";
  private static final TestModel FIRST = TestModel.sound(0.4);
  private static final TestModel SECOND = TestModel.sound(0.5);

  private final ModelWorld world = new ModelWorld();
  private final ModelNews news = new ModelNews(this::decoded, world.models);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aPromotionOnTheLogIsFollowed() throws Exception {
    world.promote(FIRST);
    world.promote(SECOND);

    news.take(records());

    assertThat(world.serving.id()).contains(SECOND.id());
    assertThat(news.positions()).containsExactly(Map.entry(new LogTail.Partition(TOPIC, 0), 2L));
  }

  @Test
  void recordsWhoseDecisionsCouldNotBeFollowedComeAgain() throws Exception {
    world.promote(FIRST);
    List<LogRecord> records = records();
    world.store.goAway();

    assertThatThrownBy(() -> news.take(records)).isInstanceOf(IOException.class);

    assertThat(news.positions()).isEmpty();
    world.store.comeBack();
    news.take(records);
    assertThat(world.serving.id()).contains(FIRST.id());
  }

  @Test
  void aRecordThatIsNotUnderstoodIsPassedOver() throws Exception {
    world.promote(FIRST);
    int unknown = world.log.published().size();

    news.take(List.of(record(unknown), record(0)));

    assertThat(world.serving.id()).contains(FIRST.id());
  }

  private List<LogRecord> records() {
    return IntStream.range(0, world.log.published().size())
        .mapToObj(ModelNewsTest::record)
        .toList();
  }

  private static LogRecord record(int offset) {
    return new LogRecord(
        new Origin(TOPIC, 0, offset), Instant.EPOCH, Optional.empty(), Map.of(), new byte[0]);
  }

  private Delivery decoded(LogRecord record) throws RefusedException {
    List<InMemoryEventLog.Published> told = world.log.published();
    int offset = (int) record.origin().offset();
    if (offset >= told.size()) {
      throw new Refusal(Refusal.Code.UNREADABLE_EVENT, "From a newer version.").asException();
    }
    return new Delivery(told.get(offset).event(), Correlation.NONE, record.origin(), 1);
  }
}
