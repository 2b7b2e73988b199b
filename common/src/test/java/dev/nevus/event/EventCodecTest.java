package dev.nevus.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nevus.eventlog.Topic;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
  private final EventCodec codec = new EventCodec("ingest-service");

  @ParameterizedTest
  @EnumSource
  void whatIsEncodedIsDecodedTheSame(EventType type) throws Exception {
    Event event = EventJson.fromJson(EventSamples.json(type), type.event());
    assertThat(codec.decode(codec.encode(event, Correlation.NONE))).isEqualTo(event);
  }

  @Test
  void anImageOfTheBacklogStaysOne() throws Exception {
    ImageStored live = sample();
    ImageStored event =
        new ImageStored(
            live.image(),
            live.pixels(),
            live.mediaType(),
            live.bytes(),
            live.width(),
            live.height(),
            live.metadata(),
            Optional.of(Urgency.BACKLOG),
            live.at());
    assertThat(codec.decode(codec.encode(event, Correlation.NONE))).isEqualTo(event);
    assertThat(Topic.of(event)).isEqualTo(Topic.IMAGES_BACKLOG);
    assertThat(Topic.of(live)).isEqualTo(Topic.IMAGES_STORED);
  }

  @Test
  void theEnvelopeSaysWhoToldWhatAboutWhom() throws Exception {
    ImageStored event = sample();
    CloudEvent envelope =
        codec.encode(
            event,
            new Correlation(
                Optional.of("c-1"), Optional.of("order 7"), Optional.of("00-ab-cd-01")));
    assertThat(envelope.getId()).isEqualTo(event.id());
    assertThat(envelope.getSource()).hasToString("urn:nevus:ingest-service");
    assertThat(envelope.getType()).isEqualTo("dev.nevus.image-stored.v1");
    assertThat(envelope.getSubject()).isEqualTo(event.key());
    assertThat(envelope.getTime().toInstant()).isEqualTo(event.at());
    assertThat(envelope.getDataContentType()).isEqualTo("application/json");
    assertThat(codec.correlation(envelope))
        .isEqualTo(
            new Correlation(
                Optional.of("c-1"), Optional.of("order 7"), Optional.of("00-ab-cd-01")));
    assertThat(codec.correlation(codec.encode(event, Correlation.NONE)))
        .isEqualTo(Correlation.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dev.nevus.image-stored.v2", "dev.nevus.image-lost.v1", "image-stored", "com.x"})
  void anUnknownKindOrMajorVersionIsRefused(String type) throws Exception {
    CloudEvent envelope =
        CloudEventBuilder.v1(codec.encode(sample(), Correlation.NONE)).withType(type).build();
    assertRefused(envelope);
  }

  @Test
  void anEnvelopeWithoutJsonDataIsRefused() throws Exception {
    CloudEvent sound = codec.encode(sample(), Correlation.NONE);
    assertRefused(CloudEventBuilder.v1(sound).withoutData().build());
    assertRefused(CloudEventBuilder.v1(sound).withDataContentType("image/jpeg").build());
    assertRefused(CloudEventBuilder.v03(sound).build());
    assertThat(
            codec.decode(
                CloudEventBuilder.v1(sound)
                    .withDataContentType("application/json; charset=UTF-8")
                    .build()))
        .isEqualTo(sample());
  }

  @Test
  void aServiceNameMustFitIntoAUrn() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EventCodec("my service"));
    assertThat(codec).hasToString("EventCodec[urn:nevus:ingest-service]");
  }

  private static ImageStored sample() throws RefusedException {
    return EventJson.fromJson(EventSamples.json(EventType.IMAGE_STORED), ImageStored.class);
  }

  private void assertRefused(CloudEvent envelope) {
    assertThat(catchThrowableOfType(RefusedException.class, () -> codec.decode(envelope)).refusal())
        .extracting(refusal -> refusal.code())
        .isEqualTo(Code.UNREADABLE_EVENT);
  }
}
