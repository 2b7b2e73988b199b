package dev.nevus.eventlog;

/**
 * Of all processes that offer themselves lets one at a time do a duty; when it dies or falls
 * silent, another one takes over. A process that was silent for too long learns late that it was
 * replaced: what two do at once for that moment must be harmless.
 */
public interface Duty extends AutoCloseable {
  /** What the one on duty does. */
  @FunctionalInterface
  interface Work {
    /**
     * Works until interrupted. A return or an exception before that begins it again after a pause.
     *
     * @throws InterruptedException once the duty has passed on, or the process is closing
     */
    void perform() throws InterruptedException;
  }

  /** Offers this process and returns at once. To be called once. */
  void start(Work work);

  /** Whether this process is on duty now. */
  boolean isOnDuty();

  /** Interrupts the work, waits for its end, and lets another process take over at once. */
  @Override
  void close();
}
