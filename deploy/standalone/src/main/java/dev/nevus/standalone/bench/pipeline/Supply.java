package dev.nevus.standalone.bench.pipeline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.Urgency;
import dev.nevus.image.ImageId;
import dev.nevus.standalone.bench.BackDoor;
import dev.nevus.standalone.bench.NumberedImages;
import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.client.Sending;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** Images to announce, each another one. Safe for many threads. */
@FunctionalInterface
interface Supply {
  /** The next image, in the store as far as its worker looks for it there. */
  ImageStored next() throws IOException;

  /** Drawings of a size, put into the store. */
  static Supply stored(BackDoor door, int width, int height) {
    NumberedImages images = new NumberedImages(width, height, 1);
    return () -> door.put(images.get());
  }

  /** Names of images that are nowhere, for workers that only wait. */
  static Supply pretended(int width, int height, Clock clock) {
    AtomicLong number = new AtomicLong();
    return () -> {
      ImageId id = ImageId.of(("pretended " + number.getAndIncrement()).getBytes(US_ASCII));
      return new ImageStored(
          id,
          Keys.original(id),
          "image/jpeg",
          1,
          width,
          height,
          ImageMetadata.NONE,
          clock.instant());
    };
  }

  /** A door through which the next image goes, whatever is sent. */
  static ImageDoor door(Supply supply, BackDoor door) {
    return new ImageDoor() {
      @Override
      public Sending send(byte[] image, String senderId, ImageMetadata metadata, Urgency urgency)
          throws IOException, InterruptedException {
        ImageStored next = supply.next();
        door.announce(next);
        return new Sending.Taken(next.image());
      }

      @Override
      public String name() {
        return door.name();
      }

      @Override
      public void close() {
        // The door behind it is whose it is.
      }
    };
  }
}
