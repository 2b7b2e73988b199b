package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.ImageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComputingLimitTest {
  private static final ImageId SLOW = ImageId.of(new byte[] {1});
  private static final ImageId QUICK = ImageId.of(new byte[] {2});

  private final List<ImageId> ended = new ArrayList<>();

  @Test
  void endsForAnImageThatDoesNotEndAndNamesItOnce() {
    try (ComputingLimit limit = new ComputingLimit(Duration.ofSeconds(3), ended::add);
        ComputingLimit.Computing slow = limit.begin(SLOW)) {
      limit.second();
      try (ComputingLimit.Computing quick = limit.begin(QUICK)) {
        assertThat(quick).isNotEqualTo(slow);
        limit.second();
      }
      assertThat(ended).isEmpty();

      limit.second();
      limit.second();
    }

    assertThat(ended).containsExactly(SLOW);
  }

  @Test
  void letsAnImageTakeItsTimeAgainAtTheNextAttempt() {
    try (ComputingLimit limit = new ComputingLimit(Duration.ofSeconds(2), ended::add)) {
      for (int attempt = 0; attempt < 3; attempt++) {
        try (ComputingLimit.Computing again = limit.begin(SLOW)) {
          assertThat(again).isNotNull();
          limit.second();
        }
      }
    }

    assertThat(ended).isEmpty();
  }
}
