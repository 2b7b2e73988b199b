package dev.nevus.standalone.refresh;

import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import java.time.Duration;
import java.util.Map;

/** How large the round is: a few minutes on two cores. Everything that can be tuned is here. */
public final class RoundSize {
  /** Images that get labels. */
  static final int LABELLED = 80;

  /** From the request to the gate's answer. */
  static final Duration TRAINING_WITHIN = Duration.ofMinutes(20);

  /** For everything that takes a moment. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final long FIRST_SEED = 5000;
  private static final long EXAMPLE_SEED = 4999;

  private RoundSize() {}

  /** What the trainer is told beside its defaults: a small net, and a gate for few images. */
  public static Map<String, String> trainerSettings() {
    return Map.ofEntries(
        Map.entry("NEVUS_TRAINING_NEW_LABELS", "1000"),
        Map.entry("NEVUS_TRAINING_START", "scratch"),
        Map.entry("NEVUS_TRAINING_SIZE", "128"),
        Map.entry("NEVUS_TRAINING_CHANNELS", "16"),
        Map.entry("NEVUS_TRAINING_EPOCHS", "24"),
        Map.entry("NEVUS_TRAINING_PATIENCE", "24"),
        Map.entry("NEVUS_TRAINING_BATCH", "8"),
        Map.entry("NEVUS_SPLIT_VALIDATION", "0.15"),
        Map.entry("NEVUS_SPLIT_TEST", "0.3"),
        Map.entry("NEVUS_GATE_FEWEST_IMAGES", "10"));
  }

  /** The n-th labelled image, counted from 0; the caller closes it. */
  static DrawnLesion labelled(int number) {
    return drawn(FIRST_SEED + number);
  }

  /** The image that is shown; it has no label. The caller closes it. */
  static DrawnLesion example() {
    return drawn(EXAMPLE_SEED);
  }

  /**
   * In negative, as a camera sees by another light: the shipped model has seen none of that kind.
   */
  private static DrawnLesion drawn(long seed) {
    return DrawnLesions.draw(DrawnLesions.Scene.varied(WIDTH, HEIGHT, seed), seed).turnNegative();
  }
}
