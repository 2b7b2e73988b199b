package dev.nevus.eventlog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.Origin;
import dev.nevus.store.InMemoryObjectStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class SuspectsTest {
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Suspects suspects = new Suspects(store);

  @Test
  void attemptsAreCountedOverAllProcesses() throws Exception {
    LogRecord record = record("a");

    assertThat(suspects.attempt(record).begin()).isEqualTo(2);
    assertThat(new Suspects(store).attempt(record).begin()).isEqualTo(3);
    assertThat(suspects.attempt(record("b")).begin()).as("another record").isEqualTo(2);
  }

  @Test
  void eachGroupCountsItsOwnAttempts() throws Exception {
    LogRecord record = record("a");
    suspects.in("north").attempt(record).begin();

    assertThat(suspects.in("south").attempt(record).begin()).isEqualTo(2);
    assertThat(suspects.in("north").attempt(record).begin()).isEqualTo(3);
  }

  @Test
  void aReplayOfTheSameWordsIsCountedAnew() throws Exception {
    suspects.attempt(record("a")).begin();

    assertThat(suspects.attempt(recordAt(8, "a")).begin()).isEqualTo(2);
  }

  @Test
  void anAttemptWhoseWritingWasNotAnsweredIsBegunOnce() throws Exception {
    LogRecord record = record("a");
    Suspects.Attempt first = suspects.attempt(record);

    assertThat(first.begin()).isEqualTo(2);
    assertThat(first.begin()).as("asked again").isEqualTo(2);
    assertThat(suspects.attempt(record).begin()).isEqualTo(3);
    assertThat(first.begin()).as("asked again behind another one").isEqualTo(2);
  }

  @Test
  void anExcusedAttemptDoesNotCount() throws Exception {
    LogRecord record = record("a");
    Suspects.Attempt interrupted = suspects.attempt(record);
    interrupted.begin();
    suspects.attempt(record).begin();

    interrupted.excuse();

    assertThat(suspects.attempt(record).begin()).isEqualTo(3);
    assertThat(suspects.attempt(record).begin()).isEqualTo(4);
  }

  @Test
  void aProcessTriesOneAtATime() throws Exception {
    suspects.in("another group").enter();
    CompletableFuture<Void> second = CompletableFuture.runAsync(this::enter);

    assertThatThrownBy(() -> second.get(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    suspects.leave();

    second.get(5, TimeUnit.SECONDS);
  }

  private void enter() {
    try {
      suspects.enter();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static LogRecord record(String value) {
    return recordAt(7, value);
  }

  private static LogRecord recordAt(long offset, String value) {
    return new LogRecord(
        new Origin("nevus.images.stored", 0, offset),
        Instant.EPOCH,
        Optional.empty(),
        Map.of(),
        value.getBytes(UTF_8));
  }
}
