package dev.nevus.event;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a record stood on the log.
 *
 * @param topic name of the topic
 * @param partition 0 or more
 * @param offset 0 or more
 */
public record Origin(String topic, int partition, long offset) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._-]{1,249})-(\\d{1,9})@(\\d{1,18})");

  /**
   * @throws IllegalArgumentException if partition or offset is negative
   */
  public Origin {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException("partitions and offsets are counted from 0");
    }
  }

  /** What {@link #toString} wrote; empty for any other text. */
  public static Optional<Origin> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            new Origin(
                parts.group(1), Integer.parseInt(parts.group(2)), Long.parseLong(parts.group(3))))
        : Optional.empty();
  }

  /** For example {@code nevus.images.stored-2@1044}; may stand in a path as it is. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
