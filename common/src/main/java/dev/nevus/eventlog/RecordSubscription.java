package dev.nevus.eventlog;

/**
 * Reads a topic as one of a group: each record goes to one member, those of a partition in order.
 * The place reached is kept on the broker only after the handler returned. At least once.
 */
public interface RecordSubscription extends AutoCloseable {
  /**
   * Starts handing records to {@code handler} on one thread of its own and returns at once. To be
   * called once.
   */
  void start(RecordHandler handler);

  /**
   * Finishes the record in hand within the closing time, keeps the place, leaves the group.
   * Harmless when repeated.
   */
  @Override
  void close();
}
