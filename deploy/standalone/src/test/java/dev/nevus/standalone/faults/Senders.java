package dev.nevus.standalone.faults;

import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
import dev.nevus.image.ImageId;
import dev.nevus.standalone.bench.NumberedImages;
import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.client.Sending;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A hospital: sends images, each again until it is taken, and remembers which were. Safe for many
 * threads.
 */
final class Senders {
  private static final int PAUSE_MILLIS = 200;

  private final ImageDoor door;
  private final Duration patience;
  private final Supplier<byte[]> images;
  private final Set<ImageId> taken = ConcurrentHashMap.newKeySet();
  private final AtomicInteger refusedForNow = new AtomicInteger();

  /**
   * @param patience with one image
   * @param seed of the drawings; images of one number are all different
   */
  Senders(ImageDoor door, Duration patience, long seed) {
    this.door = door;
    this.patience = patience;
    this.images = new NumberedImages(160, 120, seed);
  }

  /** Sends so many, one after the other. */
  void send(int count) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      send(images.get());
    }
  }

  /** An image that nobody has seen. */
  byte[] next() {
    return images.get();
  }

  /**
   * Returns when it is taken.
   *
   * @throws IOException if it is not, for as long as patience lasts, or is refused for good
   */
  ImageId send(byte[] image) throws IOException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<ImageId> id = sendOnce(image);
      if (id.isPresent()) {
        return id.get();
      }
      if (System.nanoTime() > until) {
        throw new IOException("nobody takes the image");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Its id, if it is taken. */
  Optional<ImageId> sendOnce(byte[] image) throws IOException, InterruptedException {
    Sending answer;
    try {
      answer = door.send(image, "ward", ImageMetadata.NONE, Urgency.LIVE);
    } catch (IOException forNow) {
      refusedForNow.incrementAndGet();
      return Optional.empty();
    }
    if (!(answer instanceof Sending.Taken accepted)) {
      throw new IOException("refused: " + answer);
    }
    taken.add(accepted.image());
    return Optional.of(accepted.image());
  }

  /** Those of which somebody said that they are taken. */
  Set<ImageId> taken() {
    return Set.copyOf(taken);
  }

  /** How often it was: not now. */
  int refusedForNow() {
    return refusedForNow.get();
  }
}
