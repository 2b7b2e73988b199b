package dev.nevus.standalone.bench;

import dev.nevus.image.ImageId;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.client.Ending;
import dev.nevus.standalone.client.Endings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of a load.
 *
 * @param latencies from just before an image was sent to when its mask was heard of
 * @param byModel how many masks each model made
 * @param duplicates masks beyond one for each image
 * @param errors of images without a mask, one line each
 */
public record LoadOutcome(
    Latencies latencies, Map<ModelId, Integer> byModel, int duplicates, List<String> errors) {
  public LoadOutcome {
    byModel = Map.copyOf(byModel);
    errors = List.copyOf(errors);
  }

  /** Waits for the end of each image, each at most for {@code patience}. */
  public static LoadOutcome await(ConstantLoad.Load load, Endings endings, Duration patience)
      throws InterruptedException {
    List<Double> millis = new ArrayList<>();
    List<String> errors = new ArrayList<>(load.errors());
    Set<ImageId> images = new HashSet<>();
    for (ConstantLoad.Sent sent : load.sent()) {
      ImageId image = sent.taken().image();
      images.add(image);
      Optional<Ending> end = endings.await(image, patience);
      if (end.orElse(null) instanceof Ending.Segmented mask) {
        millis.add(Duration.between(sent.at(), mask.seen()).toNanos() / 1e6);
      } else {
        errors.add(image + " has no mask: " + end);
      }
    }
    return of(millis, masks(endings, images), errors);
  }

  /** Whether every image has exactly one mask. */
  public boolean isGood() {
    return duplicates == 0 && errors.isEmpty();
  }

  private static LoadOutcome of(
      List<Double> millis, List<Ending.Segmented> masks, List<String> errors) {
    Map<ModelId, Integer> byModel = new TreeMap<>();
    Map<ImageId, Integer> byImage = new HashMap<>();
    for (Ending.Segmented mask : masks) {
      byModel.merge(mask.mask().model(), 1, Integer::sum);
      byImage.merge(mask.mask().image(), 1, Integer::sum);
    }
    return new LoadOutcome(Latencies.of(millis), byModel, masks.size() - byImage.size(), errors);
  }

  private static List<Ending.Segmented> masks(Endings endings, Set<ImageId> images) {
    return endings.all().stream()
        .filter(Ending.Segmented.class::isInstance)
        .map(Ending.Segmented.class::cast)
        .filter(mask -> images.contains(mask.mask().image()))
        .toList();
  }
}
