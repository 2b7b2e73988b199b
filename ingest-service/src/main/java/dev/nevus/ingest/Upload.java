package dev.nevus.ingest;

import dev.nevus.event.Correlation;
import dev.nevus.event.ImageMetadata;
import java.util.Optional;

/**
 * An image as it arrived at a door, not yet looked at. Immutable as long as nobody writes into its
 * bytes.
 */
public final class Upload {
  private final byte[] content;
  private final ImageMetadata metadata;
  private final Correlation correlation;
  private final Optional<String> idempotencyKey;

  /**
   * @param content the image file; not copied
   * @param idempotencyKey the sender's name for this attempt and its repeats
   */
  public Upload(
      byte[] content,
      ImageMetadata metadata,
      Correlation correlation,
      Optional<String> idempotencyKey) {
    this.content = content;
    this.metadata = metadata;
    this.correlation = correlation;
    this.idempotencyKey = idempotencyKey;
  }

  /** The image file's own bytes, not a copy; not to be written into. */
  public byte[] content() {
    return content;
  }

  public ImageMetadata metadata() {
    return metadata;
  }

  public Correlation correlation() {
    return correlation;
  }

  public Optional<String> idempotencyKey() {
    return idempotencyKey;
  }

  @Override
  public String toString() {
    return "Upload[" + content.length + " bytes]";
  }
}
