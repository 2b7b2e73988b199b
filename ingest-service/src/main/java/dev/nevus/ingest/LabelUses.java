package dev.nevus.ingest;

import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.label.Side;
import dev.nevus.model.ModelId;
import dev.nevus.store.StoreException;
import dev.nevus.training.Training;
import dev.nevus.training.Trainings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a label: in which data sets it is, and which models were made of these. Reads
 * every data set. Safe for many threads.
 */
public final class LabelUses {
  private final DataSets sets;
  private final Trainings trainings;

  public LabelUses(DataSets sets, Trainings trainings) {
    this.sets = sets;
    this.trainings = trainings;
  }

  /**
   * One data set that a label is in.
   *
   * @param sha256 digest of the data set
   * @param side what the label is used for there
   * @param trainings numbers of those that were begun with the set
   * @param models that came out of them
   */
  public record Use(String sha256, Side side, List<Integer> trainings, List<ModelId> models) {
    public Use {
      trainings = List.copyOf(trainings);
      models = List.copyOf(models);
    }

    /** Whether the models learned from the label, and were not only judged by it. */
    public boolean isLearning() {
      return side == Side.TRAINING || side == Side.VALIDATION;
    }
  }

  /** All uses of a label, in the order of the digests. */
  public List<Use> of(ImageId image, int label) throws StoreException {
    List<Training> all = trainings.all();
    List<Use> uses = new ArrayList<>();
    for (String digest : sets.all()) {
      Optional<Side> side = side(sets.get(digest), image, label);
      if (side.isPresent()) {
        List<Training> with =
            all.stream().filter(training -> training.job().dataSet().equals(digest)).toList();
        uses.add(
            new Use(
                digest,
                side.get(),
                with.stream().map(training -> training.job().number()).toList(),
                with.stream()
                    .flatMap(training -> training.end().stream())
                    .flatMap(end -> end.model().stream())
                    .toList()));
      }
    }
    return uses;
  }

  private static Optional<Side> side(DataSet set, ImageId image, int label) {
    return set.images().stream()
        .filter(entry -> entry.image().equals(image) && entry.used().contains(label))
        .map(DataSet.Entry::side)
        .findFirst();
  }
}
