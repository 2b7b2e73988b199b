package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UploadBudgetTest {
  @Test
  void asksToComeAgainBeyondTheBytesUnderWay() throws Exception {
    UploadBudget budget = new UploadBudget(100);
    UploadBudget.Share first = budget.take(30);

    assertThatThrownBy(() -> budget.take(21))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("too-busy");
              assertThat(e.problem().status()).isEqualTo(503);
              assertThat(e.retryAfter()).isPresent();
            });

    first.close();
    budget.take(21).close();
  }

  @Test
  void letsTheLargestBodyGoAlone() throws Exception {
    UploadBudget budget = new UploadBudget(100);

    try (UploadBudget.Share alone = budget.take(80)) {
      assertThat(alone).isNotNull();
      assertThatThrownBy(() -> budget.take(1)).isInstanceOf(ProblemException.class);
    }
  }
}
