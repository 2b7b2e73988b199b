package dev.nevus.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ShortTimeTest {
  @Test
  void readsWhatPeopleWrite() {
    assertThat(new ShortTime().convert("20ms")).isEqualTo(Duration.ofMillis(20));
    assertThat(new ShortTime().convert("1.5s")).isEqualTo(Duration.ofMillis(1500));
    assertThat(new ShortTime().convert("500us")).isEqualTo(Duration.ofNanos(500_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "0ms", "-1ms", "20 ms", "1h", "1e9s"})
  void refusesTheRest(String text) {
    assertThatThrownBy(() -> new ShortTime().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("such as 20ms");
  }
}
