package dev.nevus.standalone;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What to start.
 *
 * @param workers how many segmentation workers, 0 to 64
 * @param httpPort of the web page and the HTTP API; empty for the one of the last run, or 8080, or
 *     a free one
 * @param topics makes the topics of the log
 * @param settings for the environment of every service, above those that Nevus runs them with
 */
public record WorldPlan(
    int workers, Optional<Integer> httpPort, TopicSetup topics, Map<String, String> settings) {
  private static final int MOST_WORKERS = 64;

  public WorldPlan {
    if (workers < 0 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException("workers: 0 to " + MOST_WORKERS + ", not " + workers);
    }
    settings = Map.copyOf(settings);
  }

  /** Without settings of its own. */
  public WorldPlan(int workers, Optional<Integer> httpPort, TopicSetup topics) {
    this(workers, httpPort, topics, Map.of());
  }

  /** The same with other settings. */
  public WorldPlan with(Map<String, String> others) {
    return new WorldPlan(workers, httpPort, topics, others);
  }

  /** Returns once every topic is there; harmless to repeat. */
  @FunctionalInterface
  public interface TopicSetup {
    void create(String bootstrap) throws IOException, InterruptedException;
  }
}
