package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.event.SegmentationRequested;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentationTest {
  private static final String WISH = "\"by\":\"ana\",\"reason\":\"a better model\"";

  private final IngestWorld world = new IngestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void queuesWhatTheChampionDidNotSegment() throws Exception {
    ModelId champion = world.promote("champion");
    ImageId old = world.segmented(1, Facts.OLD_MODEL);
    world.segmented(2, champion);
    world.http.upload(Drawings.jpeg(3));
    world.project();

    JsonNode answer = answered("{%s}".formatted(WISH));

    assertThat(answer.path("champion").asText()).isEqualTo(champion.value());
    assertThat(answer.path("queued").asInt()).isEqualTo(1);
    assertThat(answer.path("skipped").asInt()).isEqualTo(1);
    assertThat(answer.path("more").asBoolean(true)).isFalse();
    SegmentationRequested fact = requested().get(0);
    assertThat(fact.image()).isEqualTo(old);
    assertThat(fact.pixels()).isEqualTo(Keys.original(old));
    assertThat(fact.model()).contains(champion);
    assertThat(fact.reason()).isEqualTo("ana: a better model");
  }

  @Test
  void takesTheRegistrysChampionThoughTheCatalogDoesNotKnowIt() throws Exception {
    ModelId before = world.promote("before");
    world.segmented(1, before);
    ModelId champion = world.promoteUnheard("champion").model();

    JsonNode answer = answered("{\"model\":\"%s\",%s}".formatted(before, WISH));

    assertThat(answer.path("champion").asText()).isEqualTo(champion.value());
    assertThat(answer.path("queued").asInt()).isEqualTo(1);
  }

  @Test
  void queuesOnlyWhatANamedModelShows() throws Exception {
    world.promote("champion");
    ImageId old = world.segmented(1, Facts.OLD_MODEL);
    ImageId newer = world.segmented(2, Facts.OLD_MODEL);
    world.predict(newer, Facts.NEW_MODEL, Drawings.mask(2), Facts.NOON.plusSeconds(1));

    answered("{\"model\":\"%s\",%s}".formatted(Facts.OLD_MODEL, WISH));

    assertThat(requested()).extracting(SegmentationRequested::image).containsExactly(old);
  }

  @Test
  void queuesOnlyWhatWasStoredSince() throws Exception {
    world.promote("champion");
    world.segmented(1, Facts.OLD_MODEL);

    JsonNode none = answered("{\"since\":\"2999-01-01T00:00:00Z\",%s}".formatted(WISH));
    JsonNode all = answered("{\"since\":\"2020-01-01T00:00:00Z\",%s}".formatted(WISH));

    assertThat(none.path("queued").asInt()).isZero();
    assertThat(all.path("queued").asInt()).isEqualTo(1);
  }

  @Test
  void queuesNoMoreThanTheLimitAndSaysThatThereAreMore() throws Exception {
    world.promote("champion");
    List<ImageId> images = segmented(5);

    JsonNode some = answered("{\"limit\":3,%s}".formatted(WISH));
    JsonNode exactly = answered("{\"limit\":5,%s}".formatted(WISH));

    assertThat(some.path("queued").asInt()).isEqualTo(3);
    assertThat(some.path("more").asBoolean()).isTrue();
    assertThat(exactly.path("queued").asInt()).isEqualTo(5);
    assertThat(exactly.path("more").asBoolean(true)).isFalse();
    assertThat(requested().subList(3, 8))
        .extracting(SegmentationRequested::image)
        .containsExactlyInAnyOrderElementsOf(images);
  }

  @Test
  void saysHowManyWereQueuedBeforeTheLogWentAway() throws Exception {
    world.promote("champion");
    segmented(5);
    world.log.failNext(1);

    HttpResponse<byte[]> response = queue("{%s}".formatted(WISH));

    assertThat(HttpClientOf.problem(response)).isEqualTo("503 neighbour-away");
    assertThat(HttpClientOf.json(response).path("detail").asText())
        .contains("after " + requested().size() + " images were queued");
    assertThat(requested().size()).isLessThan(5);
    assertThat(queue("{%s}".formatted(WISH)).statusCode()).isEqualTo(202);
  }

  @Test
  void refusesWhatItCannotDo() throws Exception {
    assertThat(problem("{%s}".formatted(WISH))).isEqualTo("409 no-champion");
    world.promote("champion");

    assertThat(problem("{}")).isEqualTo("400 bad-parameter");
    assertThat(problem("{\"by\":\"ana\"}")).isEqualTo("400 bad-parameter");
    assertThat(problem("{\"since\":\"yesterday\",%s}".formatted(WISH))).isEqualTo("400 bad-body");
    assertThat(problem("{\"model\":\"best\",%s}".formatted(WISH))).isEqualTo("400 bad-body");
    assertThat(problem("{\"limit\":0,%s}".formatted(WISH))).isEqualTo("400 bad-body");
    assertThat(problem("{\"limit\":10001,%s}".formatted(WISH))).isEqualTo("400 bad-body");
    assertThat(problem("{\"all\":true,%s}".formatted(WISH))).isEqualTo("400 bad-body");
    assertThat(problem("no JSON")).isEqualTo("400 bad-body");
    assertThat(
            HttpClientOf.problem(
                world.http.send(
                    world.http.request("/v1/segmentations").POST(BodyPublishers.ofString("{}")))))
        .isEqualTo("415 unsupported-media-type");
    assertThat(requested()).isEmpty();
  }

  private List<ImageId> segmented(int images) {
    return IntStream.range(0, images)
        .mapToObj(
            seed -> {
              try {
                return world.segmented(seed, Facts.OLD_MODEL);
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private List<SegmentationRequested> requested() {
    return world.log.published(SegmentationRequested.class);
  }

  private HttpResponse<byte[]> queue(String json) throws IOException, InterruptedException {
    return world.http.postJson("/v1/segmentations", json);
  }

  private JsonNode answered(String json) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = queue(json);
    assertThat(response.statusCode()).isEqualTo(202);
    return HttpClientOf.json(response);
  }

  private String problem(String json) throws IOException, InterruptedException {
    return HttpClientOf.problem(queue(json));
  }
}
