package dev.nevus.trainer.renewal;

import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import dev.nevus.store.Keys.LabelName;
import dev.nevus.training.TrainingJob;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fetches the images of a training, and removes those of earlier ones that it does not hold any
 * more. For one thread.
 */
final class FetchMaterial {
  private final KnownLabels known;
  private final LocalImages images;
  private final int frozen;

  /**
   * @param frozen images that the gate asks for
   */
  FetchMaterial(KnownLabels known, LocalImages images, int frozen) {
    this.known = known;
    this.images = images;
    this.frozen = frozen;
  }

  /**
   * Whoever takes the training over gets the same, as long as the store has it.
   *
   * @throws IOException if the store is away, or saying what there are too few images for
   */
  Material of(TrainingJob job, DataSet set) throws IOException, InterruptedException {
    RunSettings settings = RunSettings.of(job.settings());
    List<String> shortcomings = new Needs(settings.batch(), frozen).shortcomings(set);
    if (!shortcomings.isEmpty()) {
      throw new IOException(String.join("; ", shortcomings));
    }
    images.keepOnly(set);
    Material material =
        new Material(
            images.pairs(chosen(job, set, settings.images())),
            images.pairs(set.of(Side.VALIDATION)));
    if (material.training().size() < settings.batch() || material.validation().isEmpty()) {
      throw new IOException(
          "of the labelled images only %d to learn from and %d to choose the best epoch by can be used: see the log"
              .formatted(material.training().size(), material.validation().size()));
    }
    return material;
  }

  private List<DataSet.Entry> chosen(TrainingJob job, DataSet set, int most) throws IOException {
    Set<LabelName> fresh = new HashSet<>(KnownLabels.of(set));
    fresh.removeAll(known.beforeTraining(job.number()));
    Set<ImageId> withFresh = fresh.stream().map(LabelName::image).collect(Collectors.toSet());
    return Replay.choose(set.of(Side.TRAINING), withFresh, most, job.number());
  }
}
