package dev.nevus.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void valuesComeFromTheEnvironmentOrTheirDefault() {
    Settings settings =
        new Settings(
            Map.of(
                "NAME",
                " nevus ",
                "PORT",
                "9000",
                "SHARE",
                "0.25",
                "ON",
                "true",
                "WAIT",
                "PT1M",
                "URL",
                "https://store:9000"));
    assertThat(settings.text("NAME", "who")).isEqualTo("nevus");
    assertThat(settings.number("PORT", 1, 0, 65535, "port")).isEqualTo(9000);
    assertThat(settings.decimal("SHARE", 0.5, 0, 1, "share")).isEqualTo(0.25);
    assertThat(settings.flag("ON", false, "on")).isTrue();
    assertThat(settings.duration("WAIT", Duration.ofSeconds(1), "wait"))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.address("URL", "http://a", "url"))
        .isEqualTo(URI.create("https://store:9000"));
    assertThat(settings.number("OTHER", 7, 0, 9, "other")).isEqualTo(7);
    assertThat(settings.text("BLANK", "x", "blank")).isEqualTo("x");
    assertThatCode(settings::complete).doesNotThrowAnyException();
  }

  @Test
  void allProblemsAreToldAtOnceAndNoneRepeatsItsValue() {
    Settings settings =
        new Settings(
            Map.of(
                "PORT", "SECRET", "SHARE", "NaN", "ON", "yes", "WAIT", "PT0S", "URL", "ftp://x"));
    settings.text("NAME", "who it is");
    settings.number("PORT", 1, 0, 65535, "port");
    settings.decimal("SHARE", 0.5, 0, 1, "share");
    settings.flag("ON", false, "on");
    settings.duration("WAIT", Duration.ofSeconds(1), "wait");
    settings.address("URL", "http://a", "url");
    ConfigException told = catchThrowableOfType(ConfigException.class, settings::complete);
    assertThat(told.problems()).hasSize(6);
    assertThat(told)
        .hasMessageContainingAll("NAME", "PORT", "SHARE", "ON", "WAIT", "URL")
        .hasMessageNotContaining("SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http:", "http:store", "store:9000", "//store", "http://", "http:// a"})
  void anAddressNamesAHost(String text) {
    Settings settings = new Settings(Map.of("URL", text));
    settings.address("URL", "http://a", "url");
    assertThat(catchThrowableOfType(ConfigException.class, settings::complete)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "99999999999", "1.0", "0x10"})
  void aNumberOutsideItsRangeIsAProblem(String text) {
    Settings settings = new Settings(Map.of("PORT", text));
    assertThat(settings.number("PORT", 1, 0, 65535, "port")).isEqualTo(1);
    assertThat(catchThrowableOfType(ConfigException.class, settings::complete)).isNotNull();
  }

  @Test
  void whatWasAskedForIsKnownInOrder() {
    Settings settings = new Settings(Map.of());
    settings.text("A", "first");
    settings.number("B", 7, 0, 9, "second");
    assertThat(settings.asked()).extracting(Settings.Asked::key).containsExactly("A", "B");
    assertThat(settings.asked().get(0).fallback()).isEmpty();
    assertThat(settings.asked().get(1).fallback()).contains("7");
  }
}
