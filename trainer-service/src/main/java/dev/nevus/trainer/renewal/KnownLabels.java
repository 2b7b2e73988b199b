package dev.nevus.trainer.renewal;

import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.store.Keys.LabelName;
import dev.nevus.training.Training;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The labels that trainings have known. */
final class KnownLabels {
  private final Desk desk;

  KnownLabels(Desk desk) {
    this.desk = desk;
  }

  /** Those that the training before this number knew; none before the first. */
  Set<LabelName> beforeTraining(int number) throws IOException {
    Optional<Training> before = desk.trainings().find(number - 1);
    return before.isEmpty() ? Set.of() : of(before.get().job().dataSet());
  }

  /** Those of a data set. */
  Set<LabelName> of(String dataSet) throws IOException {
    Set<LabelName> known = new HashSet<>();
    for (DataSet.Entry entry : new DataSets(desk.store()).get(dataSet).images()) {
      entry.known().forEach(number -> known.add(new LabelName(entry.image(), number)));
    }
    return known;
  }
}
