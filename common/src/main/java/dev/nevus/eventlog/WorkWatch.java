package dev.nevus.eventlog;

import java.util.Set;

/**
 * Looks at groups of workers from outside: right though no worker runs, and for a group that never
 * was, to which everything on its topics is still to come. For one thread at a time.
 */
public interface WorkWatch extends AutoCloseable {
  /**
   * What a group has before it now.
   *
   * @param group its name
   * @param topics that it works on
   * @throws EventLogException if the log does not answer
   */
  WorkState look(String group, Set<Topic> topics) throws EventLogException, InterruptedException;

  /**
   * Which records a group was certainly done with when this was called. Whatever came of them is on
   * the log by then, for a worker tells it before it is done. Of a group that never was, none.
   *
   * @param group its name
   * @param topics that it works on
   * @throws EventLogException if the log does not answer
   */
  FinishedWork finished(String group, Set<Topic> topics)
      throws EventLogException, InterruptedException;

  /** Harmless when repeated. */
  @Override
  void close();
}
