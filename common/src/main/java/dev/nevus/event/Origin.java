package dev.nevus.event;

/**
 * Where a record stood on the log.
 *
 * @param topic name of the topic
 * @param partition 0 or more
 * @param offset 0 or more
 */
public record Origin(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
