package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SeveralTest {
  private final List<Integer> numbers = IntStream.range(0, 200).boxed().toList();
  private final AtomicInteger working = new AtomicInteger();

  @Test
  void resultsHaveTheOrderOfTheThings() throws Exception {
    assertThat(Several.of(numbers, number -> -number))
        .isEqualTo(numbers.stream().map(number -> -number).toList());
    assertThat(Several.of(List.of(), number -> number)).isEmpty();
  }

  @Test
  void theFirstFailureIsThrownAndNothingGoesOnBehindIt() {
    assertThatThrownBy(
            () ->
                Several.of(
                    numbers,
                    number -> {
                      working.incrementAndGet();
                      try {
                        if (number == 20) {
                          throw new IOException("away at " + number);
                        }
                        return number;
                      } finally {
                        working.decrementAndGet();
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("away at 20");
    assertThat(working).hasValue(0);
  }

  @Test
  void anErrorStaysAnError() {
    assertThatThrownBy(
            () ->
                Several.of(
                    numbers,
                    number -> {
                      throw new OutOfMemoryError("for the moment");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void anInterruptEndsIt() {
    CountDownLatch never = new CountDownLatch(1);
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                Several.of(
                    numbers,
                    number -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        throw new IOException(e);
                      }
                      return number;
                    }))
        .isInstanceOf(InterruptedException.class);
  }
}
