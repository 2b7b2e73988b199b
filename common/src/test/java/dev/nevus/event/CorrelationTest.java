package dev.nevus.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationTest {
  @Test
  void plainTextsTravel() {
    Optional<String> longest = Optional.of("x".repeat(256));
    Correlation correlation =
        new Correlation(Optional.of("order 7/ü".replace("ü", "u")), longest, Optional.of("00-a"));
    assertThat(correlation.correlationId()).contains("order 7/u");
    assertThat(correlation.senderId()).isEqualTo(longest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\nb", "a\r", "Müller", "\u0000", "\u007f", "\u202e"})
  void whatCouldHarmAHeaderOrALogIsLeftBehind(String text) {
    Optional<String> given = Optional.of(text);
    assertThat(new Correlation(given, given, given)).isEqualTo(Correlation.NONE);
    Optional<String> tooLong = Optional.of("x".repeat(257));
    assertThat(new Correlation(tooLong, tooLong, tooLong)).isEqualTo(Correlation.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-0417", "Größe 3", "a/b:c_d.e", "T-D4000"})
  void pseudonymsAreTaken(String text) {
    assertThatCode(() -> metadata(text, 0.01)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a\tb", "<b>", "a;b", "a\u0000"})
  void anythingElseIsNoPseudonymAndNamesItsField(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metadata(text, 0.01))
        .withMessageContaining("lesion");
    assertThatIllegalArgumentException().isThrownBy(() -> metadata("x".repeat(65), 0.01));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 10.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aPixelSpacingIsAPlausibleLength(double spacing) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metadata("L1", spacing))
        .withMessageContaining("pixel-spacing");
  }

  private static ImageMetadata metadata(String lesion, double spacing) {
    return new ImageMetadata(
        Optional.empty(), Optional.of(lesion), Optional.empty(), OptionalDouble.of(spacing));
  }
}
