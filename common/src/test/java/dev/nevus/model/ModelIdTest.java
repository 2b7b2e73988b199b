package dev.nevus.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {
  private static final byte[] FILE = "a model".getBytes(UTF_8);

  @Test
  void theNameTellsWhenAndOfWhichBytes() {
    ModelId id = ModelId.of(Instant.parse("2026-11-23T04:15:00.9Z"), FILE);
    assertThat(id.value()).matches("20261123T041500Z-[0-9a-f]{8}");
    assertThat(id.names(FILE)).isTrue();
    assertThat(id.names("another".getBytes(UTF_8))).isFalse();
  }

  @Test
  void namesSortByAge() {
    ModelId old = ModelId.of(Instant.parse("2025-12-31T23:59:59Z"), FILE);
    ModelId young = ModelId.of(Instant.parse("2026-01-01T00:00:00Z"), FILE);
    assertThat(old).isLessThan(young);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20261123T041500Z",
        "20261123T041500Z-9F2C01AB",
        "20261123T041500Z-9f2c01ab/..",
        "20261123T041500Z-9f2c01ab\n"
      })
  void anythingElseIsNoName(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelId(text));
  }
}
