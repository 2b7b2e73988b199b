package dev.nevus.worker.model;

import dev.nevus.model.Decision;
import java.io.IOException;
import java.util.List;

/** Does what decisions on models ask of this worker. */
@FunctionalInterface
public interface Follower {
  /**
   * Catches up with the decisions so far; those that were followed before change nothing.
   *
   * @param history all decisions, the first one first
   * @throws IOException if the store is away: to be called again
   */
  void follow(List<Decision> history) throws IOException;
}
