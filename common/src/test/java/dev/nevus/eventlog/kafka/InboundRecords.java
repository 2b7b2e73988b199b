package dev.nevus.eventlog.kafka;

import dev.nevus.RealServers;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Numbered records of one test on the topic for images; others' are told apart by their key. */
record InboundRecords(String key) {
  static InboundRecords ofATest() {
    return new InboundRecords(UUID.randomUUID().toString());
  }

  boolean has(LogRecord record) {
    return record.key().orElse("").equals(key);
  }

  /** Sends {@code 0} to {@code count - 1}, in order on one partition. */
  void send(int count) throws Exception {
    Map<String, Object> properties = RealServers.kafka().client(Map.of());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
      for (String number : numbers(count)) {
        ProducerRecord<String, byte[]> record =
            new ProducerRecord<>(Topic.IMAGES_INBOUND.topicName(), key, bytes(number));
        record.headers().add("correlation-id", bytes(key));
        producer.send(record).get();
      }
    }
  }

  static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  static String number(LogRecord record) {
    return new String(record.value(), StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
