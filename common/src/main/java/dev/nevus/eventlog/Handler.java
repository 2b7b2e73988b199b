package dev.nevus.eventlog;

import java.io.IOException;

/**
 * Works on single events, on several threads at once. Idempotent: an event may be handed out again
 * after it was done. Does not retry, sleep or catch what it cannot judge.
 */
@FunctionalInterface
public interface Handler {
  /**
   * Returns when all effects are durable, or the delivery is judged hopeless.
   *
   * @throws IOException if a neighbour (store, log) is away: the queue holds the delivery and hands
   *     it in again later, without a limit, since the delivery is not to blame
   * @throws InterruptedException if the queue is closing; the delivery goes back
   */
  Verdict handle(Delivery delivery) throws IOException, InterruptedException;

  /**
   * Whether it would begin a delivery now. A queue takes no event for a handler that would only let
   * it wait: others could do it meanwhile, and each death of the process would count against it.
   */
  default boolean isReady() {
    return true;
  }

  /**
   * Tells once more what an earlier attempt made durable, without its work. Asked before a delivery
   * is given up whose attempts are used up: the process may have died after the effects, and
   * nothing shall end twice.
   *
   * @return whether there was anything: the delivery is done then
   * @throws IOException if a neighbour is away, as from {@link #handle}
   */
  default boolean tellAgain(Delivery delivery) throws IOException, InterruptedException {
    return false;
  }
}
