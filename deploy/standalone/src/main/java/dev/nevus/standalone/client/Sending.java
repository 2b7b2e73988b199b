package dev.nevus.standalone.client;

import dev.nevus.image.ImageId;

/** What a door said to an image. */
public sealed interface Sending {
  /** It is taken: its end, a mask or a dead letter, will be told on the log. */
  record Taken(ImageId image) implements Sending {}

  /**
   * It is not taken.
   *
   * @param code stable reason
   * @param detail one sentence for a person
   */
  record Refused(String code, String detail) implements Sending {}
}
