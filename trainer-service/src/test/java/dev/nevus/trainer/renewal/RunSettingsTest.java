package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import dev.nevus.trainer.unet.NetName;
import dev.nevus.trainer.unet.UNetShape;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunSettingsTest {
  private static final RunSettings SOME =
      new RunSettings(UNetShape.quarterGrid(64, 8), 12, 8, 3, 77, 500);

  @Test
  void whoeverTakesATrainingOverReadsTheSame() {
    assertThat(RunSettings.of(SOME.words())).isEqualTo(SOME);
  }

  @Test
  void everyDesignSurvivesItsWords() {
    for (NetName net : NetName.values()) {
      RunSettings settings = SOME.of(net.shape(net.size(), net.startChannels()));

      assertThat(RunSettings.of(settings.words())).isEqualTo(settings);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"net", "epochs", "batch", "patience", "seed", "images"})
  void namesTheOneThatIsMissing(String key) {
    Map<String, String> words = new HashMap<>(SOME.words());
    words.remove(key);

    assertThatThrownBy(() -> RunSettings.of(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }

  @ParameterizedTest
  @CsvSource({"net, tiny", "epochs, 0", "epochs, many", "batch, -1", "images, 2000000000"})
  void refusesWhatNoTrainingCouldBe(String key, String value) {
    Map<String, String> words = new HashMap<>(SOME.words());
    words.put(key, value);

    assertThatThrownBy(() -> RunSettings.of(words)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theDefaultIsTheDesignThatShips() {
    Settings settings = new Settings(Map.of());

    RunSettings read = RunSettings.from(settings);

    settings.complete();
    NetName quarter = NetName.quarter;
    assertThat(read)
        .isEqualTo(
            new RunSettings(
                quarter.shape(quarter.size(), quarter.startChannels()), 20, 16, 6, 123, 8_000));
  }

  @Test
  void aSizeThatDoesNotFitTheDesignIsAProblemOfItsKey() {
    Settings settings = new Settings(Map.of("NEVUS_TRAINING_SIZE", "63"));
    RunSettings.from(settings);

    assertThatThrownBy(settings::complete)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("NEVUS_TRAINING_SIZE");
  }
}
