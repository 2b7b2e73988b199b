package dev.nevus.trainer.renewal;

import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Which images a training learns from where there are more than it may hold: all that are new to
 * it, and of the others, so that it does not forget them, as many as fit, drawn by chance.
 */
final class Replay {
  private Replay() {}

  /**
   * At most so many of the images; all of them where they fit.
   *
   * @param fresh those with labels that no training which made a model has known
   * @param seed the same seed draws the same
   */
  static List<DataSet.Entry> choose(
      List<DataSet.Entry> images, Set<ImageId> fresh, int most, long seed) {
    if (images.size() <= most) {
      return images;
    }
    List<DataSet.Entry> shuffled = new ArrayList<>(images);
    Collections.shuffle(shuffled, new Random(seed));
    List<DataSet.Entry> chosen =
        new ArrayList<>(shuffled.stream().filter(e -> fresh.contains(e.image())).toList());
    shuffled.stream().filter(e -> !fresh.contains(e.image())).forEach(chosen::add);
    return List.copyOf(chosen.subList(0, most));
  }
}
