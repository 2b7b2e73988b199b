package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.ReplayHeaders;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.store.Keys;
import dev.nevus.store.Sha256;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final String WISH = "{\"by\":\"ana\",\"reason\":\"it is mended\"}";
  private static final String FORCED =
      "{\"by\":\"ana\",\"reason\":\"it is mended\",\"force\":true}";
  private static final byte[] GARBAGE = "no image".getBytes(StandardCharsets.UTF_8);

  private final IngestWorld world = new IngestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void listsPageByPageWithItsFilters() throws Exception {
    for (int i = 0; i < 3; i++) {
      world.hear(Facts.garbage(new byte[] {(byte) i}, i));
    }
    world.hear(Facts.dead(Facts.image("a"), stored(9), Optional.empty()));

    JsonNode page = get("/v1/dead-letters?fault=bad-input&state=open&limit=2");
    JsonNode next = get(page.path("next").asText());

    assertThat(page.path("letters"))
        .extracting(letter -> letter.path("id").asText())
        .containsExactly("nevus.images.inbound-0@2", "nevus.images.inbound-0@1");
    assertThat(next.path("letters"))
        .extracting(letter -> letter.path("id").asText())
        .containsExactly("nevus.images.inbound-0@0");
    assertThat(next.has("next")).isFalse();
  }

  @Test
  void showsALetterWithItsHistoryAndWhatToDo() throws Exception {
    DeadLettered first = Facts.dead(Facts.image("a"), stored(1), Optional.empty());
    world.hear(first);
    world.hear(
        Facts.decided(first, DeadLetterDecided.Decision.REPLAYED, Facts.NOON.plusSeconds(60)));
    world.hear(Facts.dead(Facts.image("a"), stored(2), Optional.of(new Replay(first.origin(), 1))));

    JsonNode second = get("/v1/dead-letters/" + stored(2));

    assertThat(second.at("/letter/replays").asInt()).isEqualTo(1);
    assertThat(second.at("/before/0").asText()).isEqualTo(first.origin().toString());
    assertThat(second.at("/letter/advice").asText()).isNotEmpty();
    assertThat(get("/v1/dead-letters/" + first.origin()).at("/after/0").asText())
        .isEqualTo(stored(2).toString());
  }

  @Test
  void replaysByTheDoorThroughWhichItCame() throws Exception {
    Origin origin = garbage();

    JsonNode answer = decided(origin, "replay", WISH);

    LogRecord again = world.records.all(Topic.IMAGES_INBOUND).get(1);
    assertThat(again.value()).isEqualTo(GARBAGE);
    assertThat(ReplayHeaders.of(again)).contains(new Replay(origin, 1));
    assertThat(answer.path("record").asText()).isEqualTo(again.origin().toString());
    assertThat(answer.path("source").asText()).isEqualTo("log");
    assertThat(answer.at("/letter/state").asText()).isEqualTo("replayed");
    assertThat(world.log.published(DeadLetterDecided.class))
        .singleElement()
        .satisfies(fact -> assertThat(fact.by()).isEqualTo("ana"));
    world.project();
    assertThat(get("/v1/dead-letters/" + origin).at("/letter/decisions/0/reason").asText())
        .isEqualTo("it is mended");
  }

  @Test
  void replaysTheBytesThatWereKeptOnceTheRecordIsGone() throws Exception {
    Origin origin = garbage();
    world.records.expire(Topic.IMAGES_INBOUND);

    assertThat(decided(origin, "replay", WISH).path("source").asText()).isEqualTo("store");
  }

  @Test
  void whatIsDroppedStaysDroppedUnlessForced() throws Exception {
    Origin origin = garbage();
    assertThat(decided(origin, "drop", WISH).at("/letter/state").asText()).isEqualTo("dropped");
    world.project();

    assertThat(problem(origin, "replay", WISH)).isEqualTo("409 letter-dropped");
    assertThat(problem(origin, "park", WISH)).isEqualTo("409 letter-dropped");
    assertThat(world.records.all(Topic.IMAGES_INBOUND)).hasSize(1);
    assertThat(decided(origin, "park", FORCED).at("/letter/state").asText()).isEqualTo("parked");
  }

  @Test
  void refusesWhatItCannotDo() throws Exception {
    Origin origin = garbage();
    world.hear(Facts.dead(Facts.image("gone"), stored(5), Optional.empty()));

    assertThat(problem(stored(5), "replay", WISH)).isEqualTo("409 record-gone");
    assertThat(problem(stored(6), "drop", WISH)).isEqualTo("404 letter-unknown");
    assertThat(problem(origin, "drop", "{\"by\":\"ana\"}")).isEqualTo("400 bad-parameter");
    assertThat(problem(origin, "drop", "{\"all\":true}")).isEqualTo("400 bad-body");
    for (String wrong :
        new String[] {
          "state=lost",
          "fault=moon",
          "limit=0",
          "limit=501",
          "before=x",
          "since=today",
          "topic=x",
          "image=1",
          "code=A"
        }) {
      assertThat(HttpClientOf.problem(world.http.get("/v1/dead-letters?" + wrong)))
          .as(wrong)
          .isEqualTo("400 bad-parameter");
    }
    assertThat(HttpClientOf.problem(world.http.get("/v1/dead-letters/what")))
        .isEqualTo("404 letter-unknown");
    world.records.goAway();
    assertThat(problem(origin, "replay", WISH)).isEqualTo("503 neighbour-away");
    assertThat(world.log.published(DeadLetterDecided.class)).isEmpty();
  }

  @Test
  void tellsHowManyThereAreByStateAndFault() throws Exception {
    garbage();

    String metrics = new String(world.http.get("/metrics").body(), StandardCharsets.UTF_8);

    assertThat(get("/v1/operations").at("/deadLetters/open/bad-input").asInt()).isEqualTo(1);
    assertThat(metrics)
        .containsPattern("nevus_dead_letters\\{fault=\"bad-input\",[^}]*state=\"open\"} 1.0")
        .containsPattern("nevus_dead_letters\\{fault=\"model\",[^}]*state=\"dropped\"} 0.0");
  }

  @Test
  void saysThatALetterIsOvertakenByAMask() throws Exception {
    Origin origin = garbage();

    world.hear(Facts.mask(ImageId.of(GARBAGE), Facts.NEW_MODEL, Facts.NOON));

    assertThat(get("/v1/dead-letters/" + origin).at("/letter/state").asText())
        .isEqualTo("overtaken");
  }

  private Origin garbage() throws Exception {
    Origin origin =
        world.records.append(Topic.IMAGES_INBOUND, Optional.of("scan-1"), Map.of(), GARBAGE);
    world.store.put(Keys.deadLetter(Sha256.of(GARBAGE)), GARBAGE, "application/octet-stream");
    world.hear(Facts.garbage(GARBAGE, origin.offset()));
    return origin;
  }

  private static Origin stored(long offset) {
    return new Origin(Topic.IMAGES_STORED.topicName(), 0, offset);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = world.http.get(path);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return HttpClientOf.json(response);
  }

  private JsonNode decided(Origin letter, String verb, String json)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = decide(letter, verb, json);
    assertThat(response.statusCode()).isEqualTo(200);
    return HttpClientOf.json(response);
  }

  private String problem(Origin letter, String verb, String json)
      throws IOException, InterruptedException {
    return HttpClientOf.problem(decide(letter, verb, json));
  }

  private HttpResponse<byte[]> decide(Origin letter, String verb, String json)
      throws IOException, InterruptedException {
    return world.http.postJson("/v1/dead-letters/" + letter + "/" + verb, json);
  }
}
