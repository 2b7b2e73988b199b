package dev.nevus.standalone.client;

import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topic {@code nevus.images.inbound}: takes everything; what is wrong with it is told as a dead
 * letter.
 */
public final class KafkaDoor implements ImageDoor {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int LARGEST_RECORD = 32 * 1024 * 1024;

  private final KafkaProducer<String, byte[]> producer;

  /**
   * @param bootstrap brokers, host:port
   */
  public KafkaDoor(String bootstrap) {
    Map<String, Object> properties =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "acks",
            "all",
            "max.block.ms",
            Math.toIntExact(PATIENCE.toMillis()),
            "max.request.size",
            LARGEST_RECORD,
            "buffer.memory",
            2L * LARGEST_RECORD);
    producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  @Override
  public Sending send(byte[] image, String senderId, ImageMetadata metadata, Urgency urgency)
      throws IOException, InterruptedException {
    ProducerRecord<String, byte[]> inbound =
        new ProducerRecord<>(Topic.IMAGES_INBOUND.topicName(), senderId, image);
    header(inbound, "correlation-id", senderId);
    metadata.patient().ifPresent(patient -> header(inbound, "nevus-patient", patient));
    metadata.lesion().ifPresent(lesion -> header(inbound, "nevus-lesion", lesion));
    metadata.bodySite().ifPresent(site -> header(inbound, "nevus-body-site", site));
    metadata.source().ifPresent(source -> header(inbound, "nevus-source", source));
    if (urgency == Urgency.BACKLOG) {
      header(inbound, "nevus-urgency", "backlog");
    }
    try {
      producer.send(inbound).get();
      return new Sending.Taken(ImageId.of(image));
    } catch (ExecutionException | KafkaException e) {
      throw new IOException("the broker did not take the image: " + e.getMessage(), e);
    }
  }

  private static void header(ProducerRecord<?, ?> inbound, String name, String value) {
    inbound.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }

  @Override
  public String toString() {
    return "KafkaDoor";
  }
}
