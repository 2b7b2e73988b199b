package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.event.LabelWithdrawn;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.label.Side;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.store.Sha256;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingJob;
import dev.nevus.training.Trainings;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private final IngestWorld world = new IngestWorld();
  private final byte[] jpeg = Drawings.jpeg(1);
  private final ImageId image = ImageId.of(jpeg);
  private final String self = "/v1/images/" + image;

  @BeforeEach
  void labelTwice() throws Exception {
    world.http.upload(jpeg);
    world.http.put(self + "/label?annotator=ana", Drawings.mask(1));
    world.http.put(self + "/label?annotator=ben&comment=too%20wide", Drawings.mask(2));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void tellsAllLabelsTheOldestFirst() throws Exception {
    JsonNode labels = HttpClientOf.json(world.http.get(self + "/labels")).path("labels");

    assertThat(labels.findValuesAsText("annotator")).containsExactly("ana", "ben");
    assertThat(labels.findValuesAsText("number")).containsExactly("1", "2");
    assertThat(labels.at("/1/comment").asText()).isEqualTo("too wide");
    assertThat(labels.at("/0/withdrawal").isMissingNode()).isTrue();
    assertThat(world.http.get(labels.at("/1/mask").asText()).body()).isEqualTo(Drawings.mask(2));
    assertThat(HttpClientOf.json(world.http.get(self + "/labels/2"))).isEqualTo(labels.get(1));
  }

  @Test
  void withdrawsALabelAndKeepsIt() throws Exception {
    JsonNode told =
        HttpClientOf.json(world.http.delete(self + "/labels/1?by=ana&reason=wrong%20image"));

    assertThat(told.at("/label/number").asInt()).isEqualTo(1);
    assertThat(told.at("/withdrawal/by").asText()).isEqualTo("ana");
    assertThat(told.at("/withdrawal/reason").asText()).isEqualTo("wrong image");
    assertThat(told.path("dataSets").isEmpty()).isTrue();
    LabelWithdrawn fact = world.log.published(LabelWithdrawn.class).get(0);
    assertThat(fact.number()).isEqualTo(1);
    assertThat(fact.reason()).isEqualTo("wrong image");
    JsonNode kept = HttpClientOf.json(world.http.get(self + "/labels/1"));
    assertThat(kept.path("withdrawal")).isEqualTo(told.path("withdrawal"));
    assertThat(world.http.get(kept.path("mask").asText()).body()).isEqualTo(Drawings.mask(1));
  }

  @Test
  void announcesTheFirstWithdrawalAgainWhereTheLogDidNotTakeIt() throws Exception {
    world.log.failNext(1);
    HttpResponse<byte[]> lost = world.http.delete(self + "/labels/1?by=ana&reason=first");

    HttpResponse<byte[]> again = world.http.delete(self + "/labels/1?by=ben&reason=second");

    assertThat(HttpClientOf.problem(lost)).isEqualTo("503 neighbour-away");
    assertThat(HttpClientOf.json(again).at("/withdrawal/reason").asText()).isEqualTo("first");
    assertThat(world.log.published(LabelWithdrawn.class))
        .extracting(LabelWithdrawn::by)
        .containsExactly("ana");
  }

  @Test
  void tellsWhatLearnedFromALabelAndWhatWasOnlyJudgedByIt() throws Exception {
    String learned = made(1, Side.TRAINING, Facts.OLD_MODEL);
    String judged = made(2, Side.TEST, Facts.NEW_MODEL);

    JsonNode uses = HttpClientOf.json(world.http.get(self + "/labels/1/datasets")).path("dataSets");
    JsonNode unused = HttpClientOf.json(world.http.get(self + "/labels/2/datasets"));
    JsonNode withdrawn =
        HttpClientOf.json(world.http.delete(self + "/labels/1?by=ana&reason=wrong"));

    assertThat(uses.findValuesAsText("sha256")).containsExactlyInAnyOrder(learned, judged);
    assertThat(uses.toString())
        .contains("[1],\"models\":[\"" + Facts.OLD_MODEL)
        .contains("[2],\"models\":[\"" + Facts.NEW_MODEL);
    assertThat(unused.path("dataSets").isEmpty()).isTrue();
    assertThat(withdrawn.path("dataSets")).hasSize(2);
    assertThat(withdrawn.path("models")).hasSize(1);
    assertThat(withdrawn.at("/models/0").asText()).isEqualTo(Facts.OLD_MODEL.value());
  }

  @Test
  void tellsProblemsForWhatIsNotThere() throws Exception {
    String other = "/v1/images/" + Facts.image("other") + "/labels";

    assertThat(HttpClientOf.problem(world.http.get(other))).isEqualTo("404 image-unknown");
    for (String number : List.of("3", "0", "-1", "x", "1234567")) {
      assertThat(HttpClientOf.problem(world.http.get(self + "/labels/" + number + "/mask")))
          .isEqualTo("404 label-unknown");
    }
    assertThat(HttpClientOf.problem(world.http.delete(self + "/labels/3?by=ana&reason=x")))
        .isEqualTo("404 label-unknown");
    assertThat(HttpClientOf.problem(world.http.delete(self + "/labels/1?by=ana")))
        .isEqualTo("400 bad-parameter");
    assertThat(HttpClientOf.problem(world.http.delete(self + "/labels/1?reason=x")))
        .isEqualTo("400 bad-parameter");
    assertThat(world.log.published(LabelWithdrawn.class)).isEmpty();
  }

  /** A training with a set in which the first label stands on this side. */
  private String made(int training, Side side, ModelId model) throws Exception {
    String mask = Sha256.of(Drawings.mask(1));
    String digest =
        new DataSets(world.store)
            .keep(
                new DataSet(
                    "latest",
                    List.of(
                        new DataSet.Entry(
                            image,
                            side,
                            "aa".repeat(32),
                            Keys.label(image, mask),
                            mask,
                            List.of(1),
                            List.of(1, 2)))));
    Trainings trainings = new Trainings(world.store);
    trainings.begin(
        new TrainingJob(
            training, digest, "enough labels", List.of(), Optional.empty(), Map.of(), Facts.NOON));
    trainings.end(
        new TrainingEnd(
            training,
            TrainingEnd.Outcome.PROMOTED,
            Optional.of(model),
            List.of("better"),
            Facts.NOON));
    return digest;
  }
}
