package dev.nevus.ingest.signals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What waits for the workers, and how busy they are.
 *
 * @param at when it was asked
 * @param groups of workers
 * @param masks that all of them made
 */
public record WorkReport(Instant at, List<Group> groups, Masks masks) {
  public WorkReport {
    groups = List.copyOf(groups);
  }

  /**
   * One group.
   *
   * @param known whether the brokers answered; the rest is empty where they did not
   * @param backlog topic to records that are not done yet, those in a worker's hands included
   * @param oldestAgeSeconds since when the oldest of these waits; 0 where none does
   * @param workers members of the group: with a share group each lane of each worker is one
   */
  public record Group(
      String group,
      boolean known,
      Map<String, Long> backlog,
      OptionalDouble oldestAgeSeconds,
      Optional<Integer> workers) {
    public Group {
      backlog = Map.copyOf(backlog);
    }
  }

  /**
   * All masks.
   *
   * @param total since this process counts
   * @param perSecond over the window
   * @param computing images computed at a time, mean over the window
   * @param utilisation that for each core of the workers that made masks in the window; absent
   *     where masks were made and no worker tells its cores
   * @param windowSeconds how long the window is
   */
  public record Masks(
      long total,
      double perSecond,
      double computing,
      OptionalDouble utilisation,
      long windowSeconds) {}
}
