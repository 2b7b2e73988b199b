package dev.nevus.event;

import dev.nevus.image.RefusedException;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Events as CloudEvents 1.0 with JSON data: the id is the event's own, the subject its key, the
 * type says its kind and major version, extensions carry the correlation. Immutable; safe for many
 * threads.
 */
public final class EventCodec {
  private static final String MEDIA_TYPE = "application/json";
  private static final String CORRELATION_ID = "correlationid";
  private static final String SENDER_ID = "senderid";
  private static final String TRACEPARENT = "traceparent";
  private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern JSON_TYPE =
      Pattern.compile("application/([a-z0-9.-]+\\+)?json(\\s*;.*)?", Pattern.CASE_INSENSITIVE);

  private final URI source;

  /**
   * @param service who tells the events, for example {@code ingest-service}
   * @throws IllegalArgumentException if that is not lower-case letters, digits and hyphens
   */
  public EventCodec(String service) {
    if (!SERVICE.matcher(service).matches()) {
      throw new IllegalArgumentException(
          "a service's name is lower-case letters, digits and hyphens");
    }
    this.source = URI.create("urn:nevus:" + service);
  }

  /** The event as it is written on the log. */
  public CloudEvent encode(Event event, Correlation correlation) {
    CloudEventBuilder envelope =
        CloudEventBuilder.v1()
            .withId(event.id())
            .withSource(source)
            .withType(EventType.of(event).ceType())
            .withSubject(event.key())
            .withTime(event.at().atOffset(ZoneOffset.UTC))
            .withData(MEDIA_TYPE, EventJson.toJson(event));
    correlation.correlationId().ifPresent(id -> envelope.withExtension(CORRELATION_ID, id));
    correlation.senderId().ifPresent(id -> envelope.withExtension(SENDER_ID, id));
    correlation.traceparent().ifPresent(trace -> envelope.withExtension(TRACEPARENT, trace));
    return envelope.build();
  }

  /**
   * The event that was told.
   *
   * @throws RefusedException if its kind or major version is unknown, or its data is not what the
   *     schema says; the refusal never repeats content
   */
  public Event decode(CloudEvent envelope) throws RefusedException {
    if (envelope.getSpecVersion() != SpecVersion.V1) {
      throw EventJson.unreadable("it is no CloudEvent of version 1.0");
    }
    EventType type =
        EventType.named(envelope.getType())
            .orElseThrow(() -> EventJson.unreadable("its type or major version is unknown"));
    String mediaType = envelope.getDataContentType();
    if (mediaType != null && !JSON_TYPE.matcher(mediaType).matches()) {
      throw EventJson.unreadable("its data is not " + MEDIA_TYPE);
    }
    CloudEventData data = envelope.getData();
    if (data == null) {
      throw EventJson.unreadable("it has no data");
    }
    return EventJson.fromJson(data.toBytes(), type.event());
  }

  /** What travels with the event; whatever has no plain form is left out. */
  public Correlation correlation(CloudEvent envelope) {
    return new Correlation(
        extension(envelope, CORRELATION_ID),
        extension(envelope, SENDER_ID),
        extension(envelope, TRACEPARENT));
  }

  private static Optional<String> extension(CloudEvent envelope, String name) {
    return envelope.getExtension(name) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "EventCodec[" + source + "]";
  }
}
