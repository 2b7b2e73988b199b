package dev.nevus.standalone.bench;

import dev.nevus.event.Correlation;
import dev.nevus.event.EventCodec;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.image.ImageHeader;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageInspector;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.Inspection;
import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.client.Sending;
import dev.nevus.standalone.models.RunningNevus;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Puts images where ingest would put them and announces them as ingest would, so that workers can
 * be measured without it. Safe for many threads.
 */
public final class BackDoor implements ImageDoor {
  private static final String MEDIA_TYPE = "image/jpeg";

  private final ObjectStore store;
  private final EventLog log;
  private final Clock clock;
  private final ImageInspector inspector = new ImageInspector(ImageLimits.DEFAULT);

  /** Connects to this Nevus. */
  public BackDoor(RunningNevus nevus, Clock clock) {
    this.store = new S3ObjectStore(nevus.store());
    this.log =
        new KafkaEventLog(
            nevus.kafka(), new KafkaEvents(new EventCodec("bench")), new SimpleMeterRegistry());
    this.clock = clock;
  }

  /**
   * Stores an image; nobody hears of it yet.
   *
   * @return what is to be announced
   * @throws IOException if it is no image, or the store is away
   */
  public ImageStored put(byte[] image) throws IOException {
    return put(image, ImageMetadata.NONE, Urgency.LIVE);
  }

  private ImageStored put(byte[] image, ImageMetadata metadata, Urgency urgency)
      throws IOException {
    if (!(inspector.inspect(image) instanceof Inspection.Accepted accepted)) {
      throw new IOException("not an image that Nevus takes");
    }
    ImageHeader header = accepted.header();
    ImageId id = ImageId.of(image);
    store.put(Keys.original(id), image, MEDIA_TYPE);
    return new ImageStored(
        id,
        Keys.original(id),
        MEDIA_TYPE,
        image.length,
        header.width(),
        header.height(),
        metadata,
        Optional.of(urgency),
        clock.instant());
  }

  /** Tells the workers of a stored image; returns when the log has it. */
  public void announce(ImageStored stored) throws IOException, InterruptedException {
    log.publish(stored, Correlation.NONE);
  }

  @Override
  public Sending send(byte[] image, String senderId, ImageMetadata metadata, Urgency urgency)
      throws IOException, InterruptedException {
    ImageStored stored = put(image, metadata, urgency);
    announce(stored);
    return new Sending.Taken(stored.image());
  }

  @Override
  public String name() {
    return "back door";
  }

  @Override
  public void close() {
    log.close();
    store.close();
  }
}
