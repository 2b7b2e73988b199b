package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.event.ImageStored;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.store.Keys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UploadTest {
  private final IngestWorld world = new IngestWorld();
  private final byte[] jpeg = Drawings.jpeg(1);
  private final ImageId image = ImageId.of(jpeg);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void answers202WithLinksOnceTheImageIsDurableAndAnnounced() throws Exception {
    HttpResponse<byte[]> response = world.http.upload(jpeg);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Location")).contains("/v1/images/" + image);
    assertThat(response.headers().firstValue("X-Correlation-Id")).isPresent();
    JsonNode answer = HttpClientOf.json(response);
    assertThat(answer.path("id").asText()).isEqualTo(image.sha256());
    assertThat(answer.path("state").asText()).isEqualTo("accepted");
    assertThat(answer.path("repeated").asBoolean()).isFalse();
    assertThat(answer.at("/links/mask").asText()).isEqualTo("/v1/images/" + image + "/mask");
    assertThat(world.store.object(Keys.original(image))).isPresent();
    assertThat(world.log.published(ImageStored.class)).hasSize(1);
  }

  @Test
  void keepsMetadataAndCorrelationOfTheHeaders() throws Exception {
    HttpResponse<byte[]> response =
        world.http.upload(
            jpeg,
            "Nevus-Patient",
            "p-1",
            "Nevus-Lesion",
            "l-2",
            "Nevus-Body-Site",
            "left arm",
            "Nevus-Pixel-Spacing",
            "0.05",
            "X-Correlation-Id",
            "corr-9",
            "Nevus-Sender-Id",
            "IMG_7",
            "traceparent",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    assertThat(response.headers().firstValue("X-Correlation-Id")).contains("corr-9");
    ImageStored fact = world.log.published(ImageStored.class).get(0);
    assertThat(fact.metadata().patient()).contains("p-1");
    assertThat(fact.metadata().bodySite()).contains("left arm");
    assertThat(fact.metadata().pixelSpacingMm()).isEqualTo(OptionalDouble.of(0.05));
    assertThat(world.log.published().get(0).correlation().senderId()).contains("IMG_7");
    assertThat(world.log.published().get(0).correlation().traceparent()).isPresent();
  }

  @Test
  void takesAFormAsWellAsABody() throws Exception {
    byte[] form =
        Form.of("image", jpeg, "patient", "p-1", "source", "ward-3", "urgency", "backlog");

    HttpResponse<byte[]> response = world.http.upload(form, "Content-Type", Form.TYPE);

    assertThat(response.statusCode()).isEqualTo(202);
    ImageStored fact = world.log.published(ImageStored.class).get(0);
    assertThat(fact.image()).isEqualTo(image);
    assertThat(fact.metadata().patient()).contains("p-1");
    assertThat(fact.metadata().source()).contains("ward-3");
    assertThat(fact.goesBehind()).isTrue();
  }

  @Test
  void tellsOfAnOldImageThatItGoesBehind() throws Exception {
    HttpResponse<byte[]> first =
        world.http.upload(jpeg, "Nevus-Source", "ward-3", "Nevus-Urgency", "backlog");
    HttpResponse<byte[]> again = world.http.upload(jpeg);

    ImageStored fact = world.log.published(ImageStored.class).get(0);
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(HttpClientOf.json(first).path("urgency").asText()).isEqualTo("backlog");
    assertThat(HttpClientOf.json(again).path("urgency").asText()).isEqualTo("backlog");
    assertThat(fact.goesBehind()).isTrue();
    assertThat(fact.metadata().source()).contains("ward-3");
  }

  @Test
  void takesWhatIsBeyondTheQuotaOfItsSourceAndLetsItGoBehind() throws Exception {
    List<String> north = new ArrayList<>();
    for (int i = 0; i <= IngestWorld.QUOTA.burst(); i++) {
      north.add(urgency(world.http.upload(Drawings.jpeg(100 + i), "Nevus-Source", "north")));
    }

    String south = urgency(world.http.upload(Drawings.jpeg(1), "Nevus-Source", "south"));
    String unnamed = urgency(world.http.upload(Drawings.jpeg(2)));

    assertThat(north.subList(0, IngestWorld.QUOTA.burst())).containsOnly("live");
    assertThat(north).endsWith("backlog");
    assertThat(south).isEqualTo("live");
    assertThat(unnamed).isEqualTo("live");
  }

  private static String urgency(HttpResponse<byte[]> answer) throws IOException {
    assertThat(answer.statusCode()).isEqualTo(202);
    return HttpClientOf.json(answer).path("urgency").asText();
  }

  @Test
  void storesAndAnnouncesOnceThoughSentTwice() throws Exception {
    world.http.upload(jpeg);

    HttpResponse<byte[]> response = world.http.upload(jpeg);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(HttpClientOf.json(response).path("repeated").asBoolean()).isTrue();
    assertThat(HttpClientOf.json(response).path("id").asText()).isEqualTo(image.sha256());
    assertThat(world.store.puts()).containsOnlyOnce(Keys.original(image));
    assertThat(world.log.published()).hasSize(1);
  }

  @Test
  void refusesAnIdempotencyKeyThatStandsForOtherBytes() throws Exception {
    world.http.upload(jpeg, "Idempotency-Key", "k-1");

    HttpResponse<byte[]> same = world.http.upload(jpeg, "Idempotency-Key", "k-1");
    HttpResponse<byte[]> other = world.http.upload(Drawings.jpeg(2), "Idempotency-Key", "k-1");

    assertThat(same.statusCode()).isEqualTo(202);
    assertProblem(other, 422, "idempotency-key-reused");
    assertThat(world.log.published()).hasSize(1);
  }

  @Test
  void refusesWhatIsNoImageWithAStableCode() throws Exception {
    byte[] text = "I am a picture.jpg, really".getBytes(StandardCharsets.UTF_8);

    assertProblem(world.http.upload(text, "Content-Type", "image/jpeg"), 415, "unsupported-format");
    assertProblem(world.http.upload(new byte[0]), 400, "empty-body");
    assertProblem(world.http.upload(Arrays.copyOf(jpeg, 60)), 422, "unreadable-header");
    assertProblem(world.http.upload(Drawings.pngDeclaring(50_000, 50_000)), 413, "too-many-pixels");
    assertProblem(world.http.upload(Drawings.pngDeclaring(8, 8)), 422, "too-small");
    assertThat(world.store.puts()).isEmpty();
    assertThat(world.log.published()).isEmpty();
  }

  @Test
  void refusesATruncatedJpeg() throws Exception {
    HttpResponse<byte[]> response = world.http.upload(Arrays.copyOf(jpeg, jpeg.length / 2));

    assertProblem(response, 422, "corrupt-image");
  }

  @Test
  void refusesTooManyBytesByTheirDeclaredNumberAndWhileTheyStream() throws Exception {
    byte[] large = new byte[IngestWorld.LIMITS.maxBytes() + 1];

    HttpResponse<byte[]> declared = world.http.upload(large);
    HttpResponse<byte[]> streamed =
        world.http.post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

    assertProblem(declared, 413, "too-many-bytes");
    assertProblem(streamed, 413, "too-many-bytes");
  }

  @Test
  void refusesBadFormsAndBadMetadata() throws Exception {
    byte[] other = Form.of("picture", jpeg, "patient", "p");
    byte[] twice = Form.of("image", jpeg, "image", "again");
    byte[] cut = Arrays.copyOf(Form.of("image", jpeg, "patient", "p"), 500);

    assertProblem(world.http.upload(other, "Content-Type", Form.TYPE), 400, "empty-body");
    assertProblem(world.http.upload(twice, "Content-Type", Form.TYPE), 400, "bad-multipart");
    assertProblem(world.http.upload(cut, "Content-Type", Form.TYPE), 400, "bad-multipart");
    assertProblem(world.http.upload(jpeg, "Nevus-Patient", "<b>x</b>"), 422, "bad-metadata");
    assertProblem(world.http.upload(jpeg, "Nevus-Pixel-Spacing", "wide"), 422, "bad-metadata");
    assertProblem(world.http.upload(jpeg, "Nevus-Source", "a|b"), 422, "bad-metadata");
    assertProblem(world.http.upload(jpeg, "Nevus-Urgency", "BACKLOG"), 422, "bad-metadata");
    assertProblem(world.http.upload(jpeg, "Idempotency-Key", "a b"), 400, "bad-parameter");
  }

  @Test
  void acceptsNothingWhileTheLogIsAwayAndTheSameBytesAfterwards() throws Exception {
    world.log.goAway();
    HttpResponse<byte[]> away = world.http.upload(jpeg);
    HttpResponse<byte[]> known = world.http.get("/v1/images/" + image);
    world.log.comeBack();

    HttpResponse<byte[]> again = world.http.upload(jpeg);

    assertProblem(away, 503, "neighbour-away");
    assertThat(away.headers().firstValue("Retry-After")).isPresent();
    assertThat(known.statusCode()).isEqualTo(404);
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(world.log.published()).hasSize(1);
  }

  @Test
  void acceptsNothingWhileTheStoreIsAway() throws Exception {
    world.store.goAway();

    HttpResponse<byte[]> response = world.http.upload(jpeg);

    assertProblem(response, 503, "neighbour-away");
    assertThat(world.log.published()).isEmpty();
  }

  private static void assertProblem(HttpResponse<byte[]> response, int status, String code)
      throws IOException {
    JsonNode problem = HttpClientOf.json(response);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(problem.path("type").asText()).isEqualTo("urn:nevus:problem:" + code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotBlank();
    assertThat(problem.path("detail").asText()).isNotBlank().doesNotContain("Exception");
    assertThat(problem.path("instance").asText()).isEqualTo("/v1/images");
  }
}
