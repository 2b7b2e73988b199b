package dev.nevus.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingRaceTest {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

  @Test
  void measuresInTurnsAndGivesRatios() throws Exception {
    Contestant nevus = Says.speed("nevus", 12, 0.01, 2_000_000_000L);
    Contestant published = Says.speed("published", 0.5, 0, 1);
    Contestant libtorch = Says.speed("libtorch", 16, 0, 1);
    List<String> turns = new ArrayList<>();

    TrainingRace.Result result =
        new TrainingRace(nevus, published, Optional.of(libtorch)).run(2, turns::add);

    JsonNode json = JSON.valueToTree(result);
    assertThat(json.path("images_per_second").asDouble()).isEqualTo(12);
    assertThat(json.path("ratio_to_published_dl4j").asDouble()).isCloseTo(24, within(1e-9));
    assertThat(json.path("ratio_to_libtorch").asDouble()).isCloseTo(0.75, within(1e-9));
    assertThat(json.path("feeding_share").asDouble()).isEqualTo(0.01);
    assertThat(json.path("peak_bytes").asLong()).isEqualTo(2_000_000_000L);
    assertThat(turns)
        .extracting(turn -> turn.replaceAll(":.*", ""))
        .containsExactly("nevus", "libtorch", "nevus", "libtorch", "published");
    assertThat(result.lines()).hasSize(3);
  }

  @Test
  void leavesOutWhoIsNotThere() throws Exception {
    Contestant nevus = Says.speed("nevus", 12, 0, 1);
    Contestant published = Says.speed("published", 1, 0, 1);

    TrainingRace.Result result =
        new TrainingRace(nevus, published, Optional.empty()).run(1, turn -> {});

    JsonNode json = JSON.valueToTree(result);
    assertThat(json.has("ratio_to_libtorch")).isFalse();
    assertThat(json.path("ratio_to_published_dl4j").asDouble()).isEqualTo(12);
    assertThat(result.lines()).hasSize(2);
  }

  @Test
  void saysWhatAFailedProcessSaid() {
    Contestant failing = Says.contestant("nobody", List.of());

    assertThatThrownBy(failing::measure)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nobody ended with exit code 3")
        .hasMessageContaining("nothing to say");
  }
}
