package dev.nevus.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FirstLookTest {
  @Test
  void looksUntilNothingIsMissing() throws Exception {
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch well = new CountDownLatch(1);
    EventLog log =
        new EventLog() {
          @Override
          public void publish(Event event, Correlation correlation) {
            throw new AssertionError("nothing is to be told");
          }

          @Override
          public void check() throws EventLogException {
            if (looks.incrementAndGet() < 3) {
              throw new EventLogException("lacks a topic, on purpose");
            }
            well.countDown();
          }

          @Override
          public void close() {
            // Nothing is held.
          }
        };

    try (FirstLook look = new FirstLook(log)) {
      look.start();

      assertThat(well.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(looks).hasValue(3);
  }
}
