package dev.nevus.trainer.renewal;

import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import dev.nevus.label.Side;
import dev.nevus.store.LabelName;
import dev.nevus.training.TrainingJob;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the images of a training, and removes those of earlier ones that it does not hold any
 * more. For one thread.
 */
final class FetchMaterial {
  private static final Logger LOG = LoggerFactory.getLogger(FetchMaterial.class);

  private final KnownLabels known;
  private final LocalImages images;
  private final int frozen;
  private final long heap;

  /**
   * @param frozen images that the gate asks for
   * @param heap bytes of memory for pixels and all else
   */
  FetchMaterial(KnownLabels known, LocalImages images, int frozen, long heap) {
    this.known = known;
    this.images = images;
    this.frozen = frozen;
    this.heap = heap;
  }

  /**
   * Whoever takes the training over gets the same, as long as the store has it and the heap is as
   * large.
   *
   * @throws IOException if the store is away, or saying what there are too few images for, or too
   *     little memory
   */
  Material of(TrainingJob job, DataSet set) throws IOException, InterruptedException {
    RunSettings settings = RunSettings.of(job.settings());
    List<String> shortcomings = new Needs(settings.batch(), frozen).shortcomings(set);
    if (!shortcomings.isEmpty()) {
      throw new IOException(String.join("; ", shortcomings));
    }
    Room room = new Room(heap, settings.shape());
    List<DataSet.Entry> validation = room.validation(set.of(Side.VALIDATION), settings.batch());
    int most = Math.min(settings.images(), room.besides(validation));
    List<DataSet.Entry> training = chosen(job, set, most);
    tellWhatIsLeftOut(set, training, validation);
    images.keepOnly(set);
    Material material = new Material(images.pairs(training), images.pairs(validation));
    if (material.training().size() < settings.batch() || material.validation().isEmpty()) {
      throw new IOException(
          "of the labelled images only %d to learn from and %d to choose the best epoch by can be used: see the log"
              .formatted(material.training().size(), material.validation().size()));
    }
    return material;
  }

  private static void tellWhatIsLeftOut(
      DataSet set, List<DataSet.Entry> training, List<DataSet.Entry> validation) {
    int toLearn = set.of(Side.TRAINING).size() - training.size();
    int toChoose = set.of(Side.VALIDATION).size() - validation.size();
    if (toLearn + toChoose > 0) {
      LOG.atWarn()
          .addKeyValue("training", toLearn)
          .addKeyValue("validation", toChoose)
          .log("more images than the heap (-Xmx) or NEVUS_TRAINING_IMAGES allows are left out");
    }
  }

  private List<DataSet.Entry> chosen(TrainingJob job, DataSet set, int most) throws IOException {
    Set<LabelName> fresh = new HashSet<>(KnownLabels.of(set));
    fresh.removeAll(known.beforeTraining(job.number()));
    Set<ImageId> withFresh = fresh.stream().map(LabelName::image).collect(Collectors.toSet());
    return Replay.choose(set.of(Side.TRAINING), withFresh, most, job.number());
  }
}
