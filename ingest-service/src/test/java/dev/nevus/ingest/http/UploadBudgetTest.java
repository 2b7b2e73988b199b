package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadBudgetTest {
  @Test
  void asksToComeAgainBeyondTheBytesUnderWay() throws Exception {
    UploadBudget budget = new UploadBudget(100, 100);
    UploadBudget.Share first = budget.take(Optional.empty(), 30);

    assertThatThrownBy(() -> budget.take(Optional.empty(), 21))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("too-busy");
              assertThat(e.problem().status()).isEqualTo(503);
              assertThat(e.retryAfter()).isPresent();
            });

    first.close();
    budget.take(Optional.empty(), 21).close();
  }

  @Test
  void letsTheLargestBodyGoAlone() throws Exception {
    UploadBudget budget = new UploadBudget(100, 100);

    try (UploadBudget.Share alone = budget.take(Optional.empty(), 80)) {
      assertThat(alone).isNotNull();
      assertThatThrownBy(() -> budget.take(Optional.empty(), 1))
          .isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void leavesRoomForOthersWhateverOneSourceSends() throws Exception {
    UploadBudget budget = new UploadBudget(100, 50);
    Optional<String> north = Optional.of("north");
    UploadBudget.Share first = budget.take(north, 15);

    assertThatThrownBy(() -> budget.take(north, 15))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("source-busy");
              assertThat(e.problem().status()).isEqualTo(429);
              assertThat(e.retryAfter()).isPresent();
            });
    budget.take(Optional.of("south"), 15).close();
    budget.take(Optional.empty(), 35).close();

    first.close();
    budget.take(north, 15).close();
  }

  @Test
  void letsASourceSendOneBodyThatIsLargerThanItsShare() throws Exception {
    UploadBudget budget = new UploadBudget(100, 50);

    budget.take(Optional.of("north"), 45).close();
  }
}
