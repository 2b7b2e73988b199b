package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DifferenceTest {
  private final IngestWorld world = new IngestWorld();
  private final ImageId image = ImageId.of(Drawings.jpeg(1));
  private final String self = "/v1/images/" + image;

  @BeforeEach
  void twoModelsSegment() throws Exception {
    world.segmented(1, Facts.OLD_MODEL);
    // Columns 0 to 39 against columns 10 to 49 of 120 rows.
    world.store.put(Keys.mask(Facts.OLD_MODEL, image), columns(0, 40), "image/png");
    world.store.put(Keys.mask(Facts.NEW_MODEL, image), columns(10, 50), "image/png");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void comparesTheMasksOfTwoModels() throws Exception {
    JsonNode told = HttpClientOf.json(difference(Facts.OLD_MODEL.value(), Facts.NEW_MODEL.value()));

    assertThat(told.path("areaFrom").asInt()).isEqualTo(40 * 120);
    assertThat(told.path("areaTo").asInt()).isEqualTo(40 * 120);
    assertThat(told.path("onlyFrom").asInt()).isEqualTo(10 * 120);
    assertThat(told.path("onlyTo").asInt()).isEqualTo(10 * 120);
    assertThat(told.path("changedPixels").asInt()).isEqualTo(20 * 120);
    assertThat(told.path("jaccard").asDouble()).isCloseTo(0.6, within(1e-9));
    assertThat(told.path("dice").asDouble()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void comparesALabelWithAModelsMask() throws Exception {
    world.http.put(self + "/label?annotator=ana", columns(10, 50));

    JsonNode same = HttpClientOf.json(difference("label:1", Facts.NEW_MODEL.value()));
    JsonNode other = HttpClientOf.json(difference(Facts.OLD_MODEL.value(), "label:1"));

    assertThat(same.path("changedPixels").asInt()).isZero();
    assertThat(same.path("jaccard").asDouble()).isEqualTo(1);
    assertThat(same.path("from").asText()).isEqualTo("label:1");
    assertThat(other.path("changedPixels").asInt()).isEqualTo(20 * 120);
  }

  @Test
  void tellsProblemsForWhatIsNotThere() throws Exception {
    String old = Facts.OLD_MODEL.value();
    ModelId third = new ModelId("20261103T000000Z-0000000c");

    assertThat(HttpClientOf.problem(difference(old, third.value()))).isEqualTo("404 mask-unknown");
    assertThat(HttpClientOf.problem(difference(old, "label:1"))).isEqualTo("404 label-unknown");
    assertThat(HttpClientOf.problem(difference(old, "label:0"))).isEqualTo("400 bad-parameter");
    assertThat(HttpClientOf.problem(world.http.get(self + "/difference?from=" + old)))
        .isEqualTo("400 bad-parameter");
    assertThat(
            HttpClientOf.problem(
                world.http.get("/v1/images/" + Facts.image("x") + "/difference?from=a&to=b")))
        .isEqualTo("404 image-unknown");
  }

  private HttpResponse<byte[]> difference(String from, String to)
      throws IOException, InterruptedException {
    return world.http.get(self + "/difference?from=" + from + "&to=" + to);
  }

  private static byte[] columns(int from, int to) {
    try (Mask mask = Mask.drawn(Drawings.WIDTH, Drawings.HEIGHT, (x, y) -> x >= from && x < to)) {
      return MaskPng.encode(mask);
    }
  }
}
