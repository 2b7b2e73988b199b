package dev.nevus.worker.model;

import dev.nevus.model.Decision;
import dev.nevus.model.ModelRegistry;
import java.io.IOException;
import java.util.List;

/**
 * Brings this worker up to the registry's decisions. The registry is the truth and whoever calls
 * this only has reason to look, so of several decisions at once the last one counts, and a decision
 * that nobody was told of is found too. Safe for several threads, one at a time.
 */
public final class FollowModels {
  private final ModelRegistry registry;
  private final List<Follower> followers;
  private final ModelAnnouncements announcements;

  /** Follows in this order. */
  public FollowModels(
      ModelRegistry registry, ModelAnnouncements announcements, List<Follower> followers) {
    this.registry = registry;
    this.announcements = announcements;
    this.followers = List.copyOf(followers);
  }

  /**
   * Returns once all decisions so far are followed or declined, and the log knows.
   *
   * @throws IOException if the store or the log is away: to be called again
   */
  public synchronized void catchUp() throws IOException, InterruptedException {
    List<Decision> history = registry.history();
    for (Follower follower : followers) {
      follower.follow(history);
      announcements.flush();
    }
  }
}
