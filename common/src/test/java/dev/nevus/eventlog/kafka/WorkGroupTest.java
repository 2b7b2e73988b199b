package dev.nevus.eventlog.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.settings.ConfigException;
import dev.nevus.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkGroupTest {
  @ParameterizedTest
  @ValueSource(strings = {"PT5.9S", "PT31M"})
  void aLockThatNoConsumerGroupMayHaveIsRefused(String lock) {
    Settings settings = settings("consumer-group", lock);

    WorkGroup.from(settings, 1);

    assertThatThrownBy(settings::complete)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("NEVUS_WORK_LOCK")
        .hasMessageContaining("PT6S to PT30M");
  }

  @Test
  void locksWithinTheBrokersRangeAndThoseOfShareGroupsAreTaken() {
    Settings consumers = settings("consumer-group", "PT6S");
    Settings shares = settings("share-group", "PT2S");

    assertThat(WorkGroup.from(consumers, 1).lock()).hasSeconds(6);
    assertThat(WorkGroup.from(shares, 1).lock()).hasSeconds(2);
    consumers.complete();
    shares.complete();
  }

  private static Settings settings(String kind, String lock) {
    return new Settings(Map.of("NEVUS_WORK_QUEUE", kind, "NEVUS_WORK_LOCK", lock));
  }
}
