package dev.nevus.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.standalone.CommandLineProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way round, as a person sees it: labels, training, gate, swap, another mask. */
class RefreshIT {
  private final Path folder;

  RefreshIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void labelsBecomeAModelThatMakesTheNextMask() throws Exception {
    CommandLineProcess demo =
        CommandLineProcess.run(
            folder, Map.of(), "demo", "--refresh", "--out", folder.toString(), "--json");

    assertThat(demo.exitCode()).as(demo.progress()).isZero();
    JsonNode shown = demo.json().get(0);
    System.out.println("one round: " + shown);
    assertThat(shown.at("/verdict/kind").asText()).isEqualTo("PROMOTED");
    assertThat(shown.path("swaps")).hasSize(2);
    assertThat(shown.at("/before/model").asText()).isNotEqualTo(shown.at("/after/model").asText());
    assertThat(shown.at("/after/model").asText()).isEqualTo(shown.at("/verdict/model").asText());
    assertThat(shown.at("/after/jaccard").asDouble())
        .isGreaterThan(shown.at("/before/jaccard").asDouble());
    assertThat(folder.resolve("before.png")).exists();
    assertThat(folder.resolve("after.png")).exists();
  }
}
