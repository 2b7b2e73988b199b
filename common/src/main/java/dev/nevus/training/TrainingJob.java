package dev.nevus.training;

import dev.nevus.model.ModelId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training that was begun; never changes.
 *
 * @param number counted from 1
 * @param dataSet digest of its {@link dev.nevus.label.DataSet}
 * @param trigger why it was begun, one line
 * @param requests names of the requests that it serves
 * @param start the model whose weights it begins with; random weights where empty
 * @param settings of the run, name to value, in reading order
 * @param at when
 */
public record TrainingJob(
    int number,
    String dataSet,
    String trigger,
    List<String> requests,
    Optional<ModelId> start,
    Map<String, String> settings,
    Instant at) {
  public TrainingJob {
    requests = List.copyOf(requests);
  }
}
