package dev.nevus.standalone.client;

import java.io.IOException;

/** A way into Nevus. Safe for many threads. */
public interface ImageDoor extends AutoCloseable {
  /**
   * Sends one image.
   *
   * @param senderId the sender's own id, told back with the mask; up to 256 printable ASCII
   *     characters
   * @throws IOException if the door is away or overloaded: try again
   */
  Sending send(byte[] image, String senderId) throws IOException, InterruptedException;

  /** {@code http} or {@code kafka}. */
  String name();

  @Override
  void close();
}
