package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingRequested;
import dev.nevus.settings.OneLine;
import dev.nevus.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a training begins by itself.
 *
 * @param newLabels so many that no training which made a model has known are enough at any time; at
 *     least 1
 * @param every after this time without a training fewer are enough
 * @param atLeast so many are enough then; at least 1
 */
public record TriggerPolicy(int newLabels, Duration every, int atLeast) {
  /** 50 labels, or 10 after a week. */
  public static final TriggerPolicy DEFAULT = new TriggerPolicy(50, Duration.ofDays(7), 10);

  private static final int MOST = 1_000_000;

  /**
   * @throws IllegalArgumentException if a count is not positive
   */
  public TriggerPolicy {
    if (newLabels < 1 || atLeast < 1) {
      throw new IllegalArgumentException("labels that begin a training are counted from 1");
    }
  }

  /** Reads the keys that say when. */
  public static TriggerPolicy from(Settings settings) {
    return new TriggerPolicy(
        settings.number(
            "NEVUS_TRAINING_NEW_LABELS",
            DEFAULT.newLabels(),
            1,
            MOST,
            "new labels that begin a training"),
        settings.duration(
            "NEVUS_TRAINING_EVERY",
            DEFAULT.every(),
            "time after the last training from which fewer labels are enough"),
        settings.number(
            "NEVUS_TRAINING_AT_LEAST",
            DEFAULT.atLeast(),
            1,
            MOST,
            "new labels that are enough then"));
  }

  /**
   * Why a training should begin now, one line; empty if it should not.
   *
   * @param fresh labels that no training which made a model has known
   * @param since the last training ended; before the first, since the trainer took the duty
   * @param requests of people, not served yet
   */
  Optional<String> reason(int fresh, Duration since, List<TrainingRequested> requests) {
    if (!requests.isEmpty()) {
      TrainingRequested first = requests.get(0);
      return Optional.of(OneLine.of("asked for by %s: %s".formatted(first.by(), first.reason())));
    }
    if (fresh >= newLabels) {
      return Optional.of("%d new labels".formatted(fresh));
    }
    if (fresh >= atLeast && since.compareTo(every) >= 0) {
      return Optional.of("%d new labels in %d hours".formatted(fresh, since.toHours()));
    }
    return Optional.empty();
  }

  /**
   * Whether a training may begin by itself after one that failed: the next one would probably fail
   * like it, so not before something has changed.
   *
   * @param more labels that the failed one did not know
   * @param since it ended
   */
  boolean allowsAgain(int more, Duration since) {
    return more >= atLeast || since.compareTo(every) >= 0;
  }
}
