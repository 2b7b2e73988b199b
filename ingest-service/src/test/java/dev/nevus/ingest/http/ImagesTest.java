package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.model.ModelId;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImagesTest {
  private final IngestWorld world = new IngestWorld();
  private final byte[] jpeg = Drawings.jpeg(1);
  private final ImageId image = ImageId.of(jpeg);
  private final String self = "/v1/images/" + image;

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void knowsAnAcceptedImageThoughTheCatalogTrails() throws Exception {
    world.http.upload(jpeg);

    HttpResponse<byte[]> response = world.http.get(self);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(HttpClientOf.json(response).path("state").asText()).isEqualTo("accepted");
  }

  @Test
  void tellsEverythingOfAnImage() throws Exception {
    world.http.upload(
        jpeg, "X-Correlation-Id", "c-1", "Nevus-Patient", "p-1", "Nevus-Source", "ward-3");
    segment(Facts.NEW_MODEL);

    JsonNode told = HttpClientOf.json(world.http.get(self));

    assertThat(told.path("state").asText()).isEqualTo("segmented");
    assertThat(told.path("urgency").asText()).isEqualTo("live");
    assertThat(told.at("/original/metadata/source").asText()).isEqualTo("ward-3");
    assertThat(told.at("/original/width").asInt()).isEqualTo(Drawings.WIDTH);
    assertThat(told.at("/original/mediaType").asText()).isEqualTo("image/jpeg");
    assertThat(told.at("/original/metadata/patient").asText()).isEqualTo("p-1");
    assertThat(told.at("/original/correlation/correlationId").asText()).isEqualTo("c-1");
    assertThat(told.at("/masks/0/model").asText()).isEqualTo(Facts.NEW_MODEL.value());
    assertThat(told.at("/masks/0/measures/areaPixels").asLong()).isEqualTo(4000);
    assertThat(told.at("/masks/0/measures/equivalentDiameterMm").asDouble()).isEqualTo(7.14);
    assertThat(told.at("/links/overlay").asText()).isEqualTo(self + "/overlay");
  }

  @Test
  void tellsThatAnImageGoesBehindThoughTheCatalogTrails() throws Exception {
    world.http.upload(jpeg, "Nevus-Urgency", "backlog");

    JsonNode told = HttpClientOf.json(world.http.get(self));

    assertThat(told.path("urgency").asText()).isEqualTo("backlog");
  }

  @Test
  void listsTheImagesOfOneSourcePageByPage() throws Exception {
    for (int i = 0; i < 3; i++) {
      world.http.upload(Drawings.jpeg(10 + i), "Nevus-Source", "north ward");
      world.http.upload(Drawings.jpeg(20 + i), "Nevus-Source", "south");
    }
    world.project();

    JsonNode first = HttpClientOf.json(world.http.get("/v1/images?source=north+ward&limit=2"));
    JsonNode second = HttpClientOf.json(world.http.get(first.path("next").asText()));

    assertThat(first.at("/images/0/source").asText()).isEqualTo("north ward");
    assertThat(first.at("/images/1/source").asText()).isEqualTo("north ward");
    assertThat(first.at("/images/0/urgency").asText()).isEqualTo("live");
    assertThat(second.path("images")).hasSize(1);
    assertThat(code(world.http.get("/v1/images?source="))).isEqualTo("bad-parameter");
  }

  @Test
  void tellsWhyAnImageHasNoMask() throws Exception {
    world.http.upload(jpeg);
    world.hear(Facts.dead(image, 0, Facts.NOON));

    JsonNode told = HttpClientOf.json(world.http.get(self));
    HttpResponse<byte[]> mask = world.http.get(self + "/mask");

    assertThat(told.path("state").asText()).isEqualTo("dead-lettered");
    assertThat(told.at("/deadLetter/code").asText()).isEqualTo("corrupt-image");
    assertThat(mask.statusCode()).isEqualTo(404);
    assertThat(code(mask)).isEqualTo("image-dead-lettered");
  }

  @Test
  void asksToComeAgainWhileThereIsNoMask() throws Exception {
    world.http.upload(jpeg);

    HttpResponse<byte[]> response = world.http.get(self + "/mask");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(code(response)).isEqualTo("mask-not-ready");
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void showsTheMaskOfTheWantedModel() throws Exception {
    world.http.upload(jpeg);
    byte[] png = segment(Facts.OLD_MODEL);

    HttpResponse<byte[]> newest = world.http.get(self + "/mask");
    HttpResponse<byte[]> named = world.http.get(self + "/mask?model=" + Facts.OLD_MODEL);
    HttpResponse<byte[]> other = world.http.get(self + "/mask?model=" + Facts.NEW_MODEL);

    assertThat(newest.body()).isEqualTo(png);
    assertThat(newest.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(newest.headers().firstValue("Nevus-Model")).contains(Facts.OLD_MODEL.value());
    assertThat(named.body()).isEqualTo(png);
    assertThat(code(other)).isEqualTo("mask-unknown");
  }

  @Test
  void showsTheChampionsMaskThoughAnotherIsNewer() throws Exception {
    world.segmented(1, Facts.OLD_MODEL);
    world.predict(image, Facts.NEW_MODEL, Drawings.mask(2), Facts.NOON.plusSeconds(1));
    JsonNode before = HttpClientOf.json(world.http.get(self));

    world.hear(Facts.promoted(Facts.OLD_MODEL, 1));

    JsonNode after = HttpClientOf.json(world.http.get(self));
    HttpResponse<byte[]> mask = world.http.get(self + "/mask");
    assertThat(before.path("shown").asText()).isEqualTo(Facts.NEW_MODEL.value());
    assertThat(after.path("shown").asText()).isEqualTo(Facts.OLD_MODEL.value());
    assertThat(after.path("masks").findValuesAsText("model"))
        .containsExactly(Facts.OLD_MODEL.value(), Facts.NEW_MODEL.value());
    assertThat(mask.headers().firstValue("Nevus-Model")).contains(Facts.OLD_MODEL.value());
    assertThat(mask.body()).isEqualTo(Drawings.mask(1));
    assertThat(world.http.get(self + "/overlay").headers().firstValue("Nevus-Model"))
        .contains(Facts.OLD_MODEL.value());
  }

  @Test
  void tellsLabelsAtOnceAndListsThemWhenTheCatalogHasThem() throws Exception {
    world.http.upload(jpeg);
    world.http.upload(Drawings.jpeg(2));
    world.http.put(self + "/label?annotator=ana", Drawings.mask(1));
    JsonNode told = HttpClientOf.json(world.http.get(self));

    world.project();

    JsonNode labelled = HttpClientOf.json(world.http.get("/v1/images?labelled=yes&limit=1"));
    JsonNode unlabelled = HttpClientOf.json(world.http.get("/v1/images?labelled=no"));
    assertThat(told.at("/labels/0/annotator").asText()).isEqualTo("ana");
    assertThat(labelled.path("images").findValuesAsText("id")).containsExactly(image.sha256());
    assertThat(labelled.at("/images/0/labels").asInt()).isEqualTo(1);
    assertThat(labelled.path("next").asText()).contains("labelled=yes");
    assertThat(unlabelled.path("images").findValuesAsText("id"))
        .containsExactly(ImageId.of(Drawings.jpeg(2)).sha256());
    assertThat(code(world.http.get("/v1/images?labelled=perhaps"))).isEqualTo("bad-parameter");
  }

  @Test
  void drawsTheMaskOnTheImage() throws Exception {
    world.http.upload(jpeg);
    byte[] png = segment(Facts.OLD_MODEL);

    HttpResponse<byte[]> overlay = world.http.get(self + "/overlay");
    HttpResponse<byte[]> plain = world.http.get(self + "/original");

    assertThat(overlay.statusCode()).isEqualTo(200);
    assertThat(overlay.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    PixelCheck.assertSameInsideAndDarkerOutside(overlay.body(), plain.body(), png);
  }

  @Test
  void drawsWithoutLossForWhoeverAsksForPngAlone() throws Exception {
    world.http.upload(jpeg);
    segment(Facts.OLD_MODEL);

    HttpResponse<byte[]> png =
        world.http.send(world.http.request(self + "/overlay").header("Accept", "image/png"));

    assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(png.body()).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void listsTheNewestFirst() throws Exception {
    world.http.upload(jpeg);
    world.http.upload(Drawings.jpeg(2));
    world.project();

    JsonNode page = HttpClientOf.json(world.http.get("/v1/images?limit=1&state=accepted"));
    JsonNode rest = HttpClientOf.json(world.http.get(page.path("next").asText()));

    assertThat(page.at("/images/0/id").asText()).isEqualTo(ImageId.of(Drawings.jpeg(2)).sha256());
    assertThat(rest.at("/images/0/id").asText()).isEqualTo(image.sha256());
  }

  @Test
  void tellsProblemsForWhatIsNotThere() throws Exception {
    assertThat(code(world.http.get("/v1/images/" + Facts.image("x")))).isEqualTo("image-unknown");
    assertThat(code(world.http.get("/v1/images/..%2f..%2fetc")))
        .isIn("bad-request", "image-unknown");
    assertThat(code(world.http.get("/nowhere"))).isEqualTo("not-found");
    assertThat(code(world.http.get("/v1/images?limit=0"))).isEqualTo("bad-parameter");
    assertThat(code(world.http.get("/v1/images?state=odd"))).isEqualTo("bad-parameter");
    assertThat(code(world.http.get("/v1/images?before=odd"))).isEqualTo("bad-parameter");
    assertThat(code(world.http.send(world.http.request(self).DELETE())))
        .isEqualTo("method-not-allowed");
    assertThat(code(world.http.send(world.http.request("/metrics").POST(BodyPublishers.noBody()))))
        .isEqualTo("method-not-allowed");
  }

  private byte[] segment(ModelId model) throws IOException {
    byte[] png = Drawings.mask(1);
    world.predict(image, model, png, Facts.NOON);
    return png;
  }

  private static String code(HttpResponse<byte[]> response) throws IOException {
    return HttpClientOf.json(response).path("code").asText();
  }
}
