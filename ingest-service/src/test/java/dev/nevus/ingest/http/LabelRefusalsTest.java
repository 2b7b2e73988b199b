package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.LabelAccepted;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabelRefusalsTest {
  private static final String ANA = "?annotator=ana";

  private final IngestWorld world = new IngestWorld();
  private final byte[] jpeg = Drawings.jpeg(1);
  private final byte[] mask = Drawings.mask(1);
  private final ImageId image = ImageId.of(jpeg);
  private final String label = "/v1/images/" + image + "/label";

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void refusesWhatIsNoMaskAndWhoNamesNobody() throws Exception {
    world.http.upload(jpeg);
    String other = "/v1/images/" + Facts.image("other") + "/label" + ANA;

    assertRefused(world.http.put(other, mask), "404 image-unknown");
    assertRefused(world.http.put(label, mask), "400 bad-parameter");
    assertRefused(world.http.put(label + "?annotator=%3Cb%3E", mask), "400 bad-parameter");
    assertRefused(
        world.http.put(label + ANA, mask, "Nevus-Comment", "x".repeat(501)), "400 bad-parameter");
    assertRefused(world.http.put(label + ANA, new byte[0]), "400 empty-body");
    assertRefused(world.http.put(label + ANA, jpeg), "415 unsupported-format");
    assertRefused(
        world.http.put(label + ANA, "x".getBytes(StandardCharsets.UTF_8)),
        "415 unsupported-format");
    assertRefused(
        world.http.put(label + ANA, mask, "Content-Type", "image/gif"),
        "415 unsupported-media-type");
    assertRefused(world.http.put(label + ANA, Arrays.copyOf(mask, 50)), "422 corrupt-image");
    assertRefused(
        world.http.put(label + ANA, Drawings.pngDeclaring(50_000, 50_000)), "413 too-many-pixels");
    assertThat(world.log.published(LabelAccepted.class)).isEmpty();
  }

  @Test
  void refusesTooManyBytesInWordsOfMasks() throws Exception {
    world.http.upload(jpeg);
    byte[] large = new byte[IngestWorld.LIMITS.maxBytes() + 1];

    HttpResponse<byte[]> declared = world.http.put(label + ANA, large);
    HttpResponse<byte[]> streamed =
        world.http.send(
            world
                .http
                .request(label + ANA)
                .PUT(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

    assertRefused(declared, "413 too-many-bytes");
    assertRefused(streamed, "413 too-many-bytes");
    assertThat(HttpClientOf.json(declared).path("detail").asText()).startsWith("The mask has");
  }

  @Test
  void refusesJsonOfAnotherForm() throws Exception {
    world.segmented(1, Facts.OLD_MODEL);

    assertRefused(world.http.putJson(label + ANA, "[]"), "400 bad-body");
    assertRefused(world.http.putJson(label + ANA, "{\"accept\":false}"), "400 bad-body");
    assertRefused(world.http.putJson(label + ANA, "{\"accept\":\"true\"}"), "400 bad-body");
    assertRefused(
        world.http.putJson(label + ANA, "{\"accept\":true,\"colour\":1}"), "400 bad-body");
    assertRefused(
        world.http.putJson(label + ANA, "{\"accept\":true,\"model\":\"x\"}"), "400 bad-body");
    assertRefused(world.http.putJson(label, "{\"accept\":true,\"annotator\":7}"), "400 bad-body");
    assertRefused(
        world.http.putJson(
            label + ANA, "{\"accept\":true,\"model\":\"%s\"}".formatted(Facts.NEW_MODEL)),
        "404 mask-unknown");
    assertRefused(
        world.http.putJson(
            label + ANA, "{\"accept\":true,\"comment\":\"%s\"}".formatted("x".repeat(20_000))),
        "413 too-many-bytes");
    assertThat(world.log.published(LabelAccepted.class)).isEmpty();
  }

  private static void assertRefused(HttpResponse<byte[]> response, String problem)
      throws IOException {
    assertThat(HttpClientOf.problem(response)).isEqualTo(problem);
    assertThat(HttpClientOf.json(response).path("detail").asText())
        .isNotBlank()
        .doesNotContain("Exception");
  }
}
