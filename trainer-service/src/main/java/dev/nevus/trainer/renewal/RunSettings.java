package dev.nevus.trainer.renewal;

import dev.nevus.settings.Settings;
import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.training.TrainingPlan;
import dev.nevus.trainer.unet.NetName;
import dev.nevus.trainer.unet.UNetShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
 * @param images that it learns from at the most: their pixels lie in memory
 */
public record RunSettings(
    UNetShape shape, int epochs, int batch, int patience, long seed, int images) {
  /** Images that a training learns from at the most, where nothing else is said. */
  public static final int IMAGES = 8_000;

  private static final double DICE_SHARE = 1;
  private static final int MOST_EPOCHS = 10_000;
  private static final int MOST_BATCH = 512;
  private static final int MOST_SIZE = 1024;
  private static final int MOST_CHANNELS = 256;
  private static final int MOST_IMAGES = 1_000_000;

  /** Reads the keys {@code NEVUS_TRAINING_*} that say how. */
  public static RunSettings from(Settings settings) {
    return new RunSettings(
        shape(settings),
        settings.number("NEVUS_TRAINING_EPOCHS", 20, 1, MOST_EPOCHS, "epochs at the most"),
        settings.number("NEVUS_TRAINING_BATCH", 16, 1, MOST_BATCH, "images a step"),
        settings.number(
            "NEVUS_TRAINING_PATIENCE",
            6,
            1,
            MOST_EPOCHS,
            "epochs without a better one after which a training ends"),
        settings.number(
            "NEVUS_TRAINING_SEED", 123, 0, Integer.MAX_VALUE, "of weights, order and augmentation"),
        settings.number(
            "NEVUS_TRAINING_IMAGES",
            IMAGES,
            1,
            MOST_IMAGES,
            "images that a training learns from at the most; those with new labels first"));
  }

  private static UNetShape shape(Settings settings) {
    NetName net =
        NetName.valueOf(
            settings.choice(
                "NEVUS_TRAINING_NET",
                NetName.quarter.name(),
                Arrays.stream(NetName.values()).map(NetName::name).collect(Collectors.toList()),
                "design of a net that begins with random weights: quarter or notebook"));
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
    return settings.checked(
        "NEVUS_TRAINING_SIZE",
        () ->
            net.shape(
                size == 0 ? net.size() : size, channels == 0 ? net.startChannels() : channels),
        net.shape(net.size(), net.startChannels()));
  }

  /** The same for another net. */
  RunSettings of(UNetShape other) {
    return new RunSettings(other, epochs, batch, patience, seed, images);
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
    words.put("images", Integer.toString(images));
    return words;
  }

  /**
   * The settings that these texts tell.
   *
   * @throws IllegalArgumentException if they tell none, naming the one that is missing or wrong
   */
  static RunSettings of(Map<String, String> words) {
    return new RunSettings(
        UNetShape.parse(word(words, "net"))
            .orElseThrow(() -> new IllegalArgumentException("a net of an unknown design")),
        number(words, "epochs", MOST_EPOCHS),
        number(words, "batch", MOST_BATCH),
        number(words, "patience", MOST_EPOCHS),
        Long.parseLong(word(words, "seed")),
        number(words, "images", MOST_IMAGES));
  }

  private static int number(Map<String, String> words, String key, int most) {
    int number = Integer.parseInt(word(words, key));
    if (number < 1 || number > most) {
      throw new IllegalArgumentException(
          "a training's %s is %d, not from 1 to %d".formatted(key, number, most));
    }
    return number;
  }

  private static String word(Map<String, String> words, String key) {
    return Optional.ofNullable(words.get(key))
        .orElseThrow(() -> new IllegalArgumentException("a training's settings lack " + key));
  }
}
