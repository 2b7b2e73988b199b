package dev.nevus.eventlog;

/**
 * Hands single events to workers, each to one of them, in no order. An event stays with the queue
 * until its handler is through with it; a worker that dies gives it back, and its attempt counts.
 * At least once. Whether workers beyond the partitions have work is the adapter's to say.
 */
public interface WorkQueue extends AutoCloseable {
  /**
   * Starts handing events to {@code handler} on the queue's own threads and returns at once. To be
   * called once.
   */
  void start(Handler handler);

  /** Events in the handler's hands now. */
  int inFlight();

  /**
   * Takes nothing new, lets the handlers finish within the queue's closing time, acknowledges what
   * they finished and gives the rest back at once. Harmless when repeated.
   */
  @Override
  void close();
}
