package dev.nevus.ingest;

import dev.nevus.event.Urgency;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which images of a source are live and which go behind: a bucket of tokens for each source. Keeps
 * to itself, so with several processes a source has as many quotas. Safe for many threads.
 */
public final class LiveQuotas {
  /** Sources told apart; what may be forgotten is, so that names made up do not fill the memory. */
  static final int MOST_SOURCES = 1_000;

  private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

  private final LiveQuota quota;
  private final Clock clock;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private final Bucket others;

  public LiveQuotas(LiveQuota quota, Clock clock) {
    this.quota = quota;
    this.clock = clock;
    this.others = new Bucket(clock.instant());
  }

  /**
   * How urgent an image is, now that it is taken.
   *
   * @param source who sent it, in its own words; whoever does not name itself has no quota
   * @param wish what its sender says; what is called old is not counted
   */
  public synchronized Urgency admit(Optional<String> source, Urgency wish) {
    if (isFree(source, wish)) {
      return wish;
    }
    Instant now = clock.instant();
    return bucket(source.get(), now).take(now) ? Urgency.LIVE : Urgency.BACKLOG;
  }

  /**
   * An image that was admitted was not taken after all.
   *
   * @param source as it was admitted
   * @param wish likewise
   * @param given what was said then
   */
  public synchronized void giveBack(Optional<String> source, Urgency wish, Urgency given) {
    if (!isFree(source, wish) && given == Urgency.LIVE) {
      buckets.getOrDefault(source.get(), others).giveBack();
    }
  }

  private boolean isFree(Optional<String> source, Urgency wish) {
    return source.isEmpty() || wish == Urgency.BACKLOG || quota.isUnlimited();
  }

  private Bucket bucket(String source, Instant now) {
    Bucket known = buckets.get(source);
    if (known != null) {
      return known;
    }
    if (buckets.size() >= MOST_SOURCES) {
      // A full bucket is what a new source gets: nothing is lost with it.
      buckets.values().removeIf(bucket -> bucket.isFull(now));
    }
    if (buckets.size() >= MOST_SOURCES) {
      return others;
    }
    Bucket made = new Bucket(now);
    buckets.put(source, made);
    return made;
  }

  private final class Bucket {
    private double tokens = quota.burst();
    private Instant filled;

    Bucket(Instant now) {
      this.filled = now;
    }

    boolean take(Instant now) {
      fill(now);
      if (tokens < 1) {
        return false;
      }
      tokens--;
      return true;
    }

    boolean isFull(Instant now) {
      fill(now);
      return tokens >= quota.burst();
    }

    void giveBack() {
      tokens = Math.min(quota.burst(), tokens + 1);
    }

    /** A clock that is set back fills nothing. */
    private void fill(Instant now) {
      double minutes = Duration.between(filled, now).toNanos() / NANOS_PER_MINUTE;
      tokens = Math.min(quota.burst(), tokens + Math.max(0, minutes) * quota.perMinute());
      filled = now;
    }
  }
}
