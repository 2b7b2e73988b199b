package dev.nevus.standalone.client;

import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
import java.io.IOException;

/** A way into Nevus. Safe for many threads. */
public interface ImageDoor extends AutoCloseable {
  /**
   * Sends one image with what is known of it.
   *
   * @param senderId the sender's own id, told back with the mask; up to 256 printable ASCII
   *     characters
   * @param metadata in printable ASCII, as headers are
   * @param urgency whether it goes behind all live images
   * @throws IOException if the door is away or overloaded: try again
   */
  Sending send(byte[] image, String senderId, ImageMetadata metadata, Urgency urgency)
      throws IOException, InterruptedException;

  /** Sends one live image of which nothing is known. */
  default Sending send(byte[] image, String senderId) throws IOException, InterruptedException {
    return send(image, senderId, ImageMetadata.NONE, Urgency.LIVE);
  }

  /** {@code http} or {@code kafka}. */
  String name();

  @Override
  void close();
}
