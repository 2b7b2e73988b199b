package dev.nevus.trainer.renewal;

import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys.LabelName;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.StoreException;
import dev.nevus.training.Training;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labels that trainings have known. Remembers the last data set that it was asked for: a set of
 * that digest never changes. For one thread.
 */
final class KnownLabels {
  private static final Logger LOG = LoggerFactory.getLogger(KnownLabels.class);

  private final Desk desk;
  private String last = "";
  private Set<LabelName> ofLast = Set.of();

  KnownLabels(Desk desk) {
    this.desk = desk;
  }

  /** Those that the training before this number knew; none before the first. */
  Set<LabelName> beforeTraining(int number) throws StoreException {
    Optional<Training> before = desk.trainings().find(number - 1);
    return before.isEmpty() ? Set.of() : of(before.get().job().dataSet());
  }

  /**
   * Those of the data set of this digest. None where it is lost or damaged: one training too many
   * does less harm than none any more.
   */
  Set<LabelName> of(String dataSet) throws StoreException {
    if (last.equals(dataSet)) {
      return ofLast;
    }
    try {
      ofLast = of(new DataSets(desk.store()).get(dataSet));
      last = dataSet;
      return ofLast;
    } catch (NoSuchObject | DamagedObject e) {
      LOG.atWarn()
          .addKeyValue("cause", e.getMessage())
          .log("which labels a training knew cannot be read, all of them count as new");
      return Set.of();
    }
  }

  /** Those of a data set. */
  static Set<LabelName> of(DataSet set) {
    return set.images().stream()
        .flatMap(
            entry -> entry.known().stream().map(number -> new LabelName(entry.image(), number)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
