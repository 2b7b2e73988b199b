package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemCodeTest {
  @Test
  void isDescribedInTheReadme() throws IOException {
    StringBuilder table = new StringBuilder("| code | status | title |\n|---|---|---|\n");
    for (ProblemCode code : ProblemCode.values()) {
      table.append("| `%s` | %d | %s |%n".formatted(code.id(), code.status(), code.title()));
    }

    assertThat(Files.readString(Path.of("README.md"))).contains(table);
  }

  @Test
  void answersEveryRefusalOfAnImageWithItsOwnCode() {
    assertThat(ProblemCode.of(Refusal.Code.EMPTY_BODY).status()).isEqualTo(400);
    assertThat(ProblemCode.of(Refusal.Code.TOO_MANY_BYTES).status()).isEqualTo(413);
    assertThat(ProblemCode.of(Refusal.Code.TOO_MANY_PIXELS).status()).isEqualTo(413);
    assertThat(ProblemCode.of(Refusal.Code.UNSUPPORTED_FORMAT).status()).isEqualTo(415);
    assertThat(ProblemCode.of(Refusal.Code.CORRUPT_IMAGE).status()).isEqualTo(422);
    assertThat(ProblemCode.of(Refusal.Code.ATTEMPTS_EXHAUSTED)).isEqualTo(ProblemCode.REFUSED);
  }
}
