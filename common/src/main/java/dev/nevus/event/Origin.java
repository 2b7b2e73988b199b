package dev.nevus.event;

/**
 * Where a record stood on the log.
 *
 * @param topic name of the topic
 * @param partition 0 or more
 * @param offset 0 or more
 */
public record Origin(String topic, int partition, long offset) {
  /**
   * @throws IllegalArgumentException if partition or offset is negative
   */
  public Origin {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException("partitions and offsets are counted from 0");
    }
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
