package dev.nevus.ingest.signals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.SetClock;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkState;
import dev.nevus.ingest.Facts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WatchedGroupTest {
  private static final Optional<WorkState> KNOWN =
      Optional.of(new WorkState(Map.of(Topic.IMAGES_STORED, 7L), Optional.of(Facts.NOON), 4));

  private final WatchedGroup group =
      new WatchedGroup("w", Set.of(Topic.IMAGES_STORED), new SetClock(Facts.NOON));

  @Test
  void whatIsSeenForTheFirstTimeOrNoLongerIsNews() {
    assertThat(group.see(Optional.empty())).isTrue();
    assertThat(group.see(Optional.empty())).isFalse();
    assertThat(group.see(KNOWN)).isTrue();
    assertThat(group.see(KNOWN)).isFalse();
    assertThat(group.see(Optional.empty())).isTrue();
  }
}
