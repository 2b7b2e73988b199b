package dev.nevus.trainer.renewal;

import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.LabelName;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.StoreException;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labels that trainings have known. Remembers the last data sets that it was asked for: a set
 * of that digest never changes. For one thread.
 */
final class KnownLabels {
  private static final Logger LOG = LoggerFactory.getLogger(KnownLabels.class);

  // That of the last training, and that of the last one that made a model.
  private static final int REMEMBERED = 2;

  private final Desk desk;
  private final Map<String, Set<LabelName>> remembered = new LinkedHashMap<>();

  KnownLabels(Desk desk) {
    this.desk = desk;
  }

  /**
   * Those that the last training before this number knew that made a model; none before the first.
   * Of one that failed nobody has learned. None either where its data set is lost or damaged: one
   * training too many does less harm than none any more.
   */
  Set<LabelName> beforeTraining(int number) throws StoreException {
    for (int earlier = number - 1; earlier >= 1; earlier--) {
      Optional<Training> training = found(earlier);
      if (training.isPresent() && !failed(training.get())) {
        return of(training.get().job().dataSet()).orElse(Set.of());
      }
    }
    return Set.of();
  }

  /** Whether it ended without a model. */
  static boolean failed(Training training) {
    return training.end().filter(end -> end.outcome() == Outcome.FAILED).isPresent();
  }

  private Optional<Training> found(int number) throws StoreException {
    try {
      return desk.trainings().find(number);
    } catch (DamagedObject e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("a training is passed over");
      return Optional.empty();
    }
  }

  /** Those of the data set of this digest; empty where it is lost or damaged. */
  Optional<Set<LabelName>> of(String dataSet) throws StoreException {
    Optional<Set<LabelName>> before = Optional.ofNullable(remembered.get(dataSet));
    if (before.isPresent()) {
      return before;
    }
    try {
      Set<LabelName> labels = of(new DataSets(desk.store()).get(dataSet));
      if (remembered.size() >= REMEMBERED) {
        remembered.clear();
      }
      remembered.put(dataSet, labels);
      return Optional.of(labels);
    } catch (NoSuchObject | DamagedObject e) {
      LOG.atWarn()
          .addKeyValue("cause", e.getMessage())
          .log("which labels a training knew cannot be read");
      return Optional.empty();
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
