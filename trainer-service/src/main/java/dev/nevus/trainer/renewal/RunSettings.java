package dev.nevus.trainer.renewal;

import dev.nevus.settings.Settings;
import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.training.TrainingPlan;
import dev.nevus.trainer.unet.NetName;
import dev.nevus.trainer.unet.UNetShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a training learns. Kept with its job as texts, so that whoever takes it over does the same,
 * whatever it was told itself.
 *
 * @param shape of the net
 * @param epochs at the most
 * @param batch images a step
 * @param patience epochs without a better one after which it ends
 * @param seed of everything random
 */
public record RunSettings(UNetShape shape, int epochs, int batch, int patience, long seed) {
  private static final double DICE_SHARE = 1;
  private static final int MOST_EPOCHS = 10_000;
  private static final int MOST_BATCH = 512;
  private static final int MOST_SIZE = 1024;
  private static final int MOST_CHANNELS = 256;

  /** Reads the keys {@code NEVUS_TRAINING_*} that say how. */
  public static RunSettings from(Settings settings) {
    NetName net =
        NetName.valueOf(
            settings.choice(
                "NEVUS_TRAINING_NET",
                NetName.quarter.name(),
                Arrays.stream(NetName.values()).map(NetName::name).collect(Collectors.toList()),
                "design of a net that begins with random weights"));
    int size =
        settings.number(
            "NEVUS_TRAINING_SIZE", 0, 0, MOST_SIZE, "its height and width; 0: as suits the design");
    int channels =
        settings.number(
            "NEVUS_TRAINING_CHANNELS",
            0,
            0,
            MOST_CHANNELS,
            "channels of its first level; 0: as suits the design");
    return new RunSettings(
        settings.checked(
            "NEVUS_TRAINING_SIZE",
            () ->
                net.shape(
                    size == 0 ? net.size() : size, channels == 0 ? net.startChannels() : channels),
            net.shape(net.size(), net.startChannels())),
        settings.number("NEVUS_TRAINING_EPOCHS", 20, 1, MOST_EPOCHS, "epochs at the most"),
        settings.number("NEVUS_TRAINING_BATCH", 16, 1, MOST_BATCH, "images a step"),
        settings.number(
            "NEVUS_TRAINING_PATIENCE",
            6,
            1,
            MOST_EPOCHS,
            "epochs without a better one after which a training ends"),
        settings.number(
            "NEVUS_TRAINING_SEED",
            123,
            0,
            Integer.MAX_VALUE,
            "of weights, order and augmentation"));
  }

  /** The same for another net. */
  RunSettings of(UNetShape other) {
    return new RunSettings(other, epochs, batch, patience, seed);
  }

  /**
   * The plan of the run.
   *
   * @param start where the weights come from, in words
   */
  TrainingPlan plan(String start) {
    return new TrainingPlan(
        shape, epochs, batch, seed, patience, DICE_SHARE, Augmentation.FULL, start);
  }

  /** As texts. */
  Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("net", shape.toString());
    words.put("epochs", Integer.toString(epochs));
    words.put("batch", Integer.toString(batch));
    words.put("patience", Integer.toString(patience));
    words.put("seed", Long.toString(seed));
    return words;
  }

  /**
   * The settings that these texts tell.
   *
   * @throws IllegalArgumentException if they tell none
   */
  static RunSettings of(Map<String, String> words) {
    for (String key : List.of("net", "epochs", "batch", "patience", "seed")) {
      if (!words.containsKey(key)) {
        throw new IllegalArgumentException("a training's settings lack " + key);
      }
    }
    return new RunSettings(
        UNetShape.parse(words.getOrDefault("net", ""))
            .orElseThrow(() -> new IllegalArgumentException("a net of an unknown design")),
        Integer.parseInt(words.getOrDefault("epochs", "")),
        Integer.parseInt(words.getOrDefault("batch", "")),
        Integer.parseInt(words.getOrDefault("patience", "")),
        Long.parseLong(words.getOrDefault("seed", "")));
  }
}
