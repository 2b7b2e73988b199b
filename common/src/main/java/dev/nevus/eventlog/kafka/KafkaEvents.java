package dev.nevus.eventlog.kafka;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.EventCodec;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.ReplayHeaders;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Events as Kafka records: CloudEvents 1.0 in binary mode. Safe for many threads. */
public final class KafkaEvents implements EventDecoder {
  private final EventCodec codec;

  public KafkaEvents(EventCodec codec) {
    this.codec = codec;
  }

  @Override
  public Delivery decode(LogRecord record) throws RefusedException {
    return decode(record, 1);
  }

  Delivery decode(LogRecord record, int attempt) throws RefusedException {
    CloudEvent event = cloudEvent(record);
    return new Delivery(
        codec.decode(event),
        codec.correlation(event),
        record.origin(),
        attempt,
        ReplayHeaders.of(record));
  }

  ProducerRecord<String, byte[]> encode(Event event, Correlation correlation) {
    return KafkaMessageFactory.createWriter(Topic.of(event).topicName(), event.key())
        .writeBinary(codec.encode(event, correlation));
  }

  static LogRecord logRecord(ConsumerRecord<String, byte[]> record) {
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), header.value());
      }
    }
    byte[] value = record.value() == null ? new byte[0] : record.value();
    return new LogRecord(
        new Origin(record.topic(), record.partition(), record.offset()),
        Instant.ofEpochMilli(Math.max(0, record.timestamp())),
        Optional.ofNullable(record.key()),
        headers,
        value);
  }

  private static CloudEvent cloudEvent(LogRecord record) throws RefusedException {
    RecordHeaders headers = new RecordHeaders();
    record.headers().forEach(headers::add);
    try {
      var reader = KafkaMessageFactory.createReader(headers, record.value());
      if (reader.getEncoding() == Encoding.BINARY) {
        return reader.toEvent();
      }
    } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
      throw unreadable();
    }
    throw unreadable();
  }

  private static RefusedException unreadable() {
    return new Refusal(
            Refusal.Code.UNREADABLE_EVENT,
            "The record is no CloudEvent in binary mode: look at who writes to the topic.")
        .asException();
  }
}
