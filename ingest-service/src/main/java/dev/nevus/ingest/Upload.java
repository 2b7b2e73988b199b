package dev.nevus.ingest;

import dev.nevus.event.Correlation;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
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
  private final Arrival arrival;

  /**
   * @param content the image file; not copied
   * @param idempotencyKey the sender's name for this attempt and its repeats
   * @param arrival how it came
   */
  public Upload(
      byte[] content,
      ImageMetadata metadata,
      Correlation correlation,
      Optional<String> idempotencyKey,
      Arrival arrival) {
    this.content = content;
    this.metadata = metadata;
    this.correlation = correlation;
    this.idempotencyKey = idempotencyKey;
    this.arrival = arrival;
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

  /** How urgent its sender says it is. */
  public Urgency urgency() {
    return arrival.urgency();
  }

  /** Who sent it: in the sender's own words, or else the door. */
  public String source() {
    return metadata.source().orElse(arrival.door());
  }

  @Override
  public String toString() {
    return "Upload[" + content.length + " bytes]";
  }
}
