package dev.nevus.standalone.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.model.ModelId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelNamesTest {
  private static final ModelId MAY = new ModelId("20260501T010000Z-00000001");
  private static final ModelId JUNE = new ModelId("20260601T010000Z-00000002");
  private static final ModelId JULY = new ModelId("20260701T010000Z-00000003");

  private final ModelNames names =
      new ModelNames(List.of(MAY, JUNE, JULY), Optional.of(MAY), Optional.empty());

  @Test
  void anyBeginningThatOnlyOneModelHasIsEnough() throws Exception {
    assertThat(names.find(JUNE.value())).isEqualTo(JUNE);
    assertThat(names.find("202606")).isEqualTo(JUNE);
    assertThat(names.find("champion")).isEqualTo(MAY);
  }

  @Test
  void severalMatchesAreListed() {
    assertThatThrownBy(() -> names.find("2026"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can be 3 models")
        .hasMessageContaining(MAY.value())
        .hasMessageContaining(JULY.value());
    assertThatThrownBy(() -> names.find("")).hasMessageContaining("3 models");
  }

  @Test
  void whatIsNotThereIsToldWithWhatIs() {
    assertThatThrownBy(() -> names.find("2027"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no model '2027'")
        .hasMessageContaining(JUNE.value());
    assertThatThrownBy(() -> names.find("candidate"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no candidate now");
  }
}
