package dev.nevus.standalone;

import java.io.IOException;
import java.util.Optional;

/**
 * What to start.
 *
 * @param workers how many segmentation workers, 0 to 64
 * @param httpPort of the web page and the HTTP API; empty for the one of the last run, or 8080, or
 *     a free one
 * @param topics makes the topics of the log
 */
public record WorldPlan(int workers, Optional<Integer> httpPort, TopicSetup topics) {
  private static final int MOST_WORKERS = 64;

  public WorldPlan {
    if (workers < 0 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException("workers: 0 to " + MOST_WORKERS + ", not " + workers);
    }
  }

  /** Returns once every topic is there; harmless to repeat. */
  @FunctionalInterface
  public interface TopicSetup {
    void create(String bootstrap) throws IOException, InterruptedException;
  }
}
