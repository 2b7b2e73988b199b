package dev.nevus.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.Origin;
import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link EventLog} keeps. Cases tell events of their own and look for those. */
public abstract class EventLogContract {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");

  private final ImageId image = StoredImages.unique();

  /** The log under test. */
  protected abstract EventLog log();

  /**
   * Everything that stands on the log, with its topic and what travels with it, in the order of
   * each topic's partition.
   */
  protected abstract List<Delivery> told();

  @Test
  void whatIsToldStandsOnItsTopicWithWhatTravelsWithIt() throws Exception {
    Correlation correlation =
        new Correlation(
            Optional.of("order-1"),
            Optional.of("scan-1"),
            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    ImageStored event = StoredImages.event(image);

    log().publish(event, correlation);

    Delivery delivery = awaitMine(1).get(0);
    assertThat(delivery.event()).isEqualTo(event);
    assertThat(delivery.correlation()).isEqualTo(correlation);
    assertThat(delivery.origin().topic()).isEqualTo(Topic.IMAGES_STORED.topicName());
  }

  @Test
  void everyKindOfEventGoesToItsOwnTopic() throws Exception {
    ModelId model = new ModelId("20261123T000000Z-" + image.sha256().substring(0, 8));
    Origin origin = new Origin(Topic.IMAGES_STORED.topicName(), 0, 7);
    List<Event> events =
        List.of(
            StoredImages.event(image),
            new LabelAccepted(
                image, 1, Keys.label(image, image.sha256()), "ana", Optional.empty(), AT),
            new ModelPromoted(model, 1, "ana", image.sha256(), AT),
            new DeadLettered(
                Optional.of(image), "corrupt-image", "Damaged.", origin, 1, Optional.empty(), AT));

    for (Event event : events) {
      log().publish(event, Correlation.NONE);
    }

    assertThat(awaitMine(4))
        .allSatisfy(d -> assertThat(d.origin().topic()).isEqualTo(Topic.of(d.event()).topicName()))
        .extracting(Delivery::event)
        .containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void aFactToldTwiceHasOneId() throws Exception {
    log().publish(StoredImages.event(image), Correlation.NONE);
    log().publish(StoredImages.event(image), Correlation.NONE);

    assertThat(awaitMine(2))
        .extracting(delivery -> delivery.event().id())
        .containsOnly("image-stored/" + image);
  }

  @Test
  void factsOfOneKeyStayInOrder() throws Exception {
    List<String> annotators = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      annotators.add("annotator-" + i);
      log()
          .publish(
              new LabelAccepted(
                  image,
                  i + 1,
                  Keys.label(image, image.sha256()),
                  "annotator-" + i,
                  Optional.empty(),
                  AT),
              Correlation.NONE);
    }

    assertThat(awaitMine(30))
        .extracting(delivery -> ((LabelAccepted) delivery.event()).annotator())
        .containsExactlyElementsOf(annotators);
  }

  @Test
  void answersTheHealthCheck() throws Exception {
    log().check();
  }

  private List<Delivery> awaitMine(int count) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                told().stream().filter(d -> d.event().toString().contains(image.sha256())).toList(),
            mine -> mine.size() == count);
  }
}
