package dev.nevus.deadletter;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.EventCodec;
import dev.nevus.event.Fault;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.InMemoryRecordLog;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.ReplayHeaders;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.Sha256;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A log and a store in memory, on which letters are told, read and decided on. */
final class LetterWorld implements EventLog, EventDecoder {
  static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  static final Correlation CORRELATION =
      new Correlation(Optional.of("order-1"), Optional.of("scan-1"), Optional.empty());
  static final Decider ANA = new Decider("ana", "because");

  final InMemoryRecordLog records = new InMemoryRecordLog(Clock.fixed(NOON, ZoneOffset.UTC));
  final InMemoryObjectStore store = new InMemoryObjectStore();
  final LetterDesk desk =
      new LetterDesk(records, this, store, Clock.fixed(NOON.plusSeconds(60), ZoneOffset.UTC));

  private final EventCodec codec = new EventCodec("test");
  private boolean away;

  /** Decisions are not taken, records are. */
  void loseDecisions(boolean lost) {
    away = lost;
  }

  Letters letters() throws Exception {
    return Letters.read(records, this, Optional.empty());
  }

  Letter only() throws Exception {
    return letters().matching(LetterFilter.ALL).get(0);
  }

  /** An inbound record that nothing could be made of, with the letter about it. */
  Origin inboundLetter(byte[] value, Map<String, byte[]> headers) throws Exception {
    Origin origin = records.append(Topic.IMAGES_INBOUND, Optional.of("scan-1"), headers, value);
    ObjectKey kept = Keys.deadLetter(Sha256.of(value));
    store.put(kept, value, "application/octet-stream");
    publish(
        letter(Optional.empty(), "unsupported-format", origin, Optional.of(kept), NOON),
        CORRELATION);
    return origin;
  }

  /** The letter about a record of an image. */
  Origin imageLetter(Topic topic, ImageId image, Instant at) throws Exception {
    Origin origin =
        records.append(topic, Optional.of(image.sha256()), Map.of(), new byte[] {'{', '}'});
    publish(
        letter(Optional.of(image), "object-missing", origin, Optional.of(Keys.original(image)), at),
        CORRELATION);
    return origin;
  }

  /** Lets the record that stands last on the topic fail as well. */
  Origin failAgain(Topic topic, Instant at) throws Exception {
    LogRecord last = records.all(topic).get(records.all(topic).size() - 1);
    DeadLettered same = only().fact();
    publish(
        new DeadLettered(
            same.image(),
            same.code(),
            same.detail(),
            last.origin(),
            1,
            same.content(),
            same.fault(),
            same.trace(),
            ReplayHeaders.of(last),
            at),
        CORRELATION);
    return last.origin();
  }

  private static DeadLettered letter(
      Optional<ImageId> image,
      String code,
      Origin origin,
      Optional<ObjectKey> content,
      Instant at) {
    return new DeadLettered(
        image,
        code,
        "It is so.",
        origin,
        1,
        content,
        Optional.of(Fault.ofCode(code)),
        Optional.empty(),
        Optional.<Replay>empty(),
        at);
  }

  @Override
  public void publish(Event event, Correlation correlation) throws EventLogException {
    if (away) {
      throw new EventLogException("the log is away");
    }
    CloudEvent told = codec.encode(event, correlation);
    records.append(
        Topic.of(event),
        Optional.of(event.key()),
        Map.of(
            "type", told.getType().getBytes(StandardCharsets.UTF_8),
            "correlation", utf8(correlation.correlationId()),
            "sender", utf8(correlation.senderId())),
        Objects.requireNonNull(told.getData()).toBytes());
  }

  @Override
  public Delivery decode(LogRecord record) throws RefusedException {
    CloudEvent told =
        CloudEventBuilder.v1()
            .withId("x")
            .withSource(URI.create("urn:test"))
            .withType(record.header("type").orElse("none"))
            .withData("application/json", record.value())
            .build();
    Correlation correlation =
        new Correlation(record.header("correlation"), record.header("sender"), Optional.empty());
    return new Delivery(
        codec.decode(told), correlation, record.origin(), 1, ReplayHeaders.of(record));
  }

  @Override
  public void check() {
    // Always there.
  }

  @Override
  public void close() {
    records.close();
  }

  private static byte[] utf8(Optional<String> text) {
    return text.orElse("").getBytes(StandardCharsets.UTF_8);
  }
}
