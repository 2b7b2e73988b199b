package dev.nevus.trainer.renewal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.LabelWithdrawn;
import dev.nevus.event.Origin;
import dev.nevus.event.TrainingRequested;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.image.ImageId;
import dev.nevus.image.Refusal;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import dev.nevus.store.Keys;
import dev.nevus.store.LabelName;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import dev.nevus.training.Trainings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TakeInTest {
  private static final ImageId IMAGE = new ImageId("ab".repeat(32));

  private static final long BREAKING = 1234;

  private final Ward ward;
  private final Bell bell = new Bell();
  private final CollectedLabels labels;
  private final Trainings trainings;
  private final TakeIn takeIn;
  private final Map<Long, Event> events = new HashMap<>();

  TakeInTest(@TempDir Path folder) throws Exception {
    ward = new Ward(folder);
    labels = new CollectedLabels(ward.store);
    trainings = new Trainings(ward.store);
    DeadLetters deadLetters =
        new DeadLetters(ward.store, ward.log, ward.clock, new SimpleMeterRegistry());
    takeIn = new TakeIn(this::decode, labels, trainings, deadLetters, bell);
  }

  @Test
  @Timeout(20)
  void aLabelThatIsToldTwiceCountsOnceAndRingsTheBell() throws Exception {
    takeIn.handle(record(label(1)));
    takeIn.handle(record(label(1)));
    takeIn.handle(record(label(2)));

    assertThat(labels.all())
        .containsExactlyInAnyOrder(new LabelName(IMAGE, 1), new LabelName(IMAGE, 2));
    bell.await(Duration.ofDays(1));
  }

  @Test
  @Timeout(20)
  void aRequestIsKeptOnceAndRingsTheBell() throws Exception {
    takeIn.handle(record(request("pale lesions")));
    takeIn.handle(record(request("pale lesions")));

    assertThat(trainings.openRequests()).hasSize(1);
    bell.await(Duration.ofDays(1));
  }

  @Test
  void otherEventsChangeNothing() throws Exception {
    int before = ward.store.puts().size();

    takeIn.handle(record(new LabelWithdrawn(IMAGE, 1, "ana", "wrong image", Instant.EPOCH)));

    assertThat(ward.store.puts()).hasSize(before);
    assertThat(ward.log.published()).isEmpty();
  }

  @Test
  void aRecordThatNobodyCanReadIsPutAside() throws Exception {
    byte[] bytes = "no event".getBytes(UTF_8);

    takeIn.handle(record(99, bytes));

    assertThat(ward.store.get(Keys.deadLetter(Sha256.of(bytes)))).isEqualTo(bytes);
    assertThat(ward.told(DeadLettered.class))
        .extracting(DeadLettered::code)
        .containsExactly("unreadable-event");
  }

  @Test
  void aRecordThatBreaksTheTrainerIsPutAsideAndTheNextOneIsTaken() throws Exception {
    takeIn.handle(record(BREAKING, new byte[] {1}));
    takeIn.handle(record(label(1)));

    assertThat(ward.told(DeadLettered.class))
        .extracting(DeadLettered::detail)
        .containsExactly("The trainer cannot take this in: IllegalStateException.");
    assertThat(labels.all()).hasSize(1);
  }

  @Test
  void whileTheStoreIsAwayTheRecordIsNotFinished() throws Exception {
    LogRecord record = record(label(1));
    ward.store.goAway();

    assertThatThrownBy(() -> takeIn.handle(record)).isInstanceOf(StoreException.class);

    ward.store.comeBack();
    takeIn.handle(record);
    assertThat(labels.all()).hasSize(1);
  }

  @Test
  void whileTheLogIsAwayABadRecordIsNotFinished() {
    ward.log.goAway();

    assertThatThrownBy(() -> takeIn.handle(record(99, new byte[] {1})))
        .isInstanceOf(EventLogException.class);
  }

  private Delivery decode(LogRecord record) throws RefusedException {
    if (record.origin().offset() == BREAKING) {
      throw new IllegalStateException("a defect");
    }
    Event event = events.get(record.origin().offset());
    if (event == null) {
      throw new Refusal(Code.UNREADABLE_EVENT, "It is none.").asException();
    }
    return new Delivery(event, Correlation.NONE, record.origin(), 1);
  }

  private LogRecord record(Event event) {
    events.put((long) events.size(), event);
    return record(events.size() - 1, new byte[] {1});
  }

  private static LogRecord record(long offset, byte[] value) {
    return new LogRecord(
        new Origin("a-topic", 0, offset), Instant.EPOCH, Optional.empty(), Map.of(), value);
  }

  private static LabelAccepted label(int number) {
    return new LabelAccepted(
        IMAGE, number, Keys.label(IMAGE, "cd".repeat(32)), "ana", Optional.empty(), Instant.EPOCH);
  }

  private static TrainingRequested request(String reason) {
    return new TrainingRequested("a-1", Optional.empty(), "ana", reason, Instant.EPOCH);
  }
}
