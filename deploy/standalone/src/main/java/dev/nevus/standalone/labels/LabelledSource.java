package dev.nevus.standalone.labels;

import dev.nevus.event.ImageMetadata;
import dev.nevus.image.RefusedException;
import java.io.IOException;

/** An image with a person's mask, read or drawn when its turn comes. Safe for many threads. */
public interface LabelledSource {
  /** What the sender calls it, in printable ASCII. */
  String name();

  /** The image file. */
  byte[] image() throws IOException;

  /**
   * The mask as a PNG file, 0 or 255; equal masks have equal bytes.
   *
   * @throws RefusedException if there is none to be read
   */
  byte[] mask() throws IOException, RefusedException;

  /**
   * What is known of the image.
   *
   * @throws RefusedException if that cannot be told
   */
  ImageMetadata metadata() throws RefusedException;
}
