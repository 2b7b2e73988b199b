package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.event.LabelAccepted;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.store.Keys;
import dev.nevus.store.Sha256;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LabelTest {
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
  void keepsAndAnnouncesAMaskThatWasDrawn() throws Exception {
    world.http.upload(jpeg);

    HttpResponse<byte[]> response =
        world.http.put(
            label,
            mask,
            "Content-Type",
            "image/png",
            "Nevus-Annotator",
            "ana",
            "Nevus-Comment",
            "border unclear",
            "X-Correlation-Id",
            "c-1");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("X-Correlation-Id")).contains("c-1");
    JsonNode told = HttpClientOf.json(response);
    assertThat(told.path("image").asText()).isEqualTo(image.sha256());
    assertThat(told.path("number").asInt()).isEqualTo(1);
    assertThat(told.path("annotator").asText()).isEqualTo("ana");
    assertThat(told.path("comment").asText()).isEqualTo("border unclear");
    assertThat(told.path("repeated").asBoolean(true)).isFalse();
    assertThat(world.http.get(told.path("mask").asText()).body()).isEqualTo(mask);
    LabelAccepted fact = world.log.published(LabelAccepted.class).get(0);
    assertThat(fact.mask()).isEqualTo(Keys.label(image, Sha256.of(mask)));
    assertThat(fact.annotator()).isEqualTo("ana");
    assertThat(fact.accepted()).isEmpty();
    assertThat(world.log.published().get(1).correlation().correlationId()).contains("c-1");
  }

  @Test
  void handedInTwiceIsOneLabelAnnouncedUnderOneId() throws Exception {
    world.http.upload(jpeg);
    world.http.put(label + ANA, mask);

    HttpResponse<byte[]> again = world.http.put(label + ANA, mask);

    assertThat(HttpClientOf.json(again).path("repeated").asBoolean()).isTrue();
    assertThat(HttpClientOf.json(again).path("number").asInt()).isEqualTo(1);
    assertThat(world.log.published(LabelAccepted.class))
        .extracting(LabelAccepted::id)
        .containsExactly("label-accepted/" + image + "/1", "label-accepted/" + image + "/1");
  }

  @Test
  void announcesAtTheNextTryWhatTheLogDidNotTake() throws Exception {
    world.http.upload(jpeg);
    world.log.failNext(1);
    HttpResponse<byte[]> lost = world.http.put(label + ANA, mask);

    HttpResponse<byte[]> again = world.http.put(label + ANA, mask);

    assertThat(HttpClientOf.problem(lost)).isEqualTo("503 neighbour-away");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(HttpClientOf.json(again).path("repeated").asBoolean()).isTrue();
    assertThat(world.log.published(LabelAccepted.class)).hasSize(1);
  }

  @Test
  void announcesNothingThatIsNotKept() throws Exception {
    world.http.upload(jpeg);
    world.project();
    world.store.goAway();

    HttpResponse<byte[]> response = world.http.put(label + ANA, mask);

    assertThat(HttpClientOf.problem(response)).isEqualTo("503 neighbour-away");
    assertThat(world.log.published(LabelAccepted.class)).isEmpty();
  }

  @Test
  void equalMasksAreEqualWhateverProgramSavedThem() throws Exception {
    world.http.upload(jpeg);
    world.http.put(label + ANA, mask);

    HttpResponse<byte[]> coloured = world.http.put(label + ANA, inColour(mask));

    assertThat(inColour(mask)).isNotEqualTo(mask);
    assertThat(HttpClientOf.json(coloured).path("repeated").asBoolean()).isTrue();
  }

  @Test
  void saysBothSizesWhereTheyDiffer() throws Exception {
    world.http.upload(jpeg);

    HttpResponse<byte[]> response = world.http.put(label + ANA, blank(100, 80));

    assertThat(HttpClientOf.problem(response)).isEqualTo("422 mask-size");
    assertThat(HttpClientOf.json(response).path("detail").asText())
        .startsWith("The mask is 100x80 pixels, the image 160x120:");
    assertThat(world.log.published(LabelAccepted.class)).isEmpty();
    assertThat(new String(world.http.get("/metrics").body(), StandardCharsets.UTF_8))
        .contains("nevus_labels_total{outcome=\"refused\"");
  }

  @Test
  void knowsTheSizeOfAnImageWhoseMaskTheCatalogHeardOfFirst() throws Exception {
    world.http.upload(jpeg);
    world.hearAhead(Facts.mask(image, Facts.NEW_MODEL, Facts.NOON));

    assertThat(world.http.put(label + ANA, mask).statusCode()).isEqualTo(200);
    assertThat(HttpClientOf.problem(world.http.put(label + ANA, blank(100, 80))))
        .isEqualTo("422 mask-size");
  }

  @Test
  void takesAPredictedMaskAsItIs() throws Exception {
    world.segmented(1, Facts.OLD_MODEL);
    world.predict(image, Facts.NEW_MODEL, Drawings.mask(2), Facts.NOON.plusSeconds(1));

    JsonNode shown =
        HttpClientOf.json(world.http.putJson(label, "{\"accept\":true,\"annotator\":\"ana\"}"));
    JsonNode named =
        HttpClientOf.json(
            world.http.putJson(
                label + "?annotator=ben",
                "{\"accept\":true,\"model\":\"%s\"}".formatted(Facts.OLD_MODEL)));

    assertThat(shown.path("accepted").asText()).isEqualTo(Facts.NEW_MODEL.value());
    assertThat(named.path("accepted").asText()).isEqualTo(Facts.OLD_MODEL.value());
    assertThat(named.path("annotator").asText()).isEqualTo("ben");
    assertThat(world.http.get(named.path("mask").asText()).body()).isEqualTo(mask);
    assertThat(world.log.published(LabelAccepted.class))
        .extracting(fact -> fact.accepted().orElseThrow())
        .containsExactly(Facts.NEW_MODEL, Facts.OLD_MODEL);
  }

  @Test
  void acceptsNoMaskThatIsNotThere() throws Exception {
    world.http.upload(jpeg);
    String accept = "{\"accept\":true,\"annotator\":\"ana\"}";

    assertThat(HttpClientOf.problem(world.http.putJson(label, accept)))
        .isEqualTo("404 mask-not-ready");
    world.hear(Facts.dead(image, 0, Facts.NOON));
    assertThat(HttpClientOf.problem(world.http.putJson(label, accept)))
        .isEqualTo("404 image-dead-lettered");
  }

  /** The same mask as other programs save it: three channels of eight bits. */
  private static byte[] inColour(byte[] mask) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(mask));
    BufferedImage coloured =
        new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
    coloured.getGraphics().drawImage(read, 0, 0, null);
    return png(coloured);
  }

  private static byte[] blank(int width, int height) throws IOException {
    return png(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY));
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    assertThat(ImageIO.write(picture, "png", file)).isTrue();
    return file.toByteArray();
  }
}
