package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingRequested;
import dev.nevus.label.DataSet;
import dev.nevus.store.Keys.LabelName;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether it is time for a training, and begins it. For one thread. */
final class ConsiderTraining {
  private static final Logger LOG = LoggerFactory.getLogger(ConsiderTraining.class);

  private final Desk desk;
  private final TriggerPolicy trigger;
  private final Labels labels;
  private final TakeSnapshot snapshot;
  private final BeginTraining begin;
  private final RenewalFigures figures;
  private final Instant firstLook;
  // Labels that turned out too few for a training are not looked at again before there are more.
  private int tooFew;
  // New labels that the last data set had no use for: they do not count, or they would begin one
  // training after the other, since no data set ever knows them.
  private Set<LabelName> idle = Set.of();

  /** The labels that there are, and those that trainings have known. */
  record Labels(CollectedLabels collected, KnownLabels known) {}

  ConsiderTraining(
      Desk desk,
      TriggerPolicy trigger,
      Labels labels,
      TakeSnapshot snapshot,
      BeginTraining begin,
      RenewalFigures figures) {
    this.desk = desk;
    this.trigger = trigger;
    this.labels = labels;
    this.snapshot = snapshot;
    this.begin = begin;
    this.figures = figures;
    this.firstLook = desk.clock().instant();
  }

  /**
   * Begins a training if there is a reason to, and enough labels. Where somebody asked for one it
   * is begun in any case, so that its end says what was lacking.
   *
   * @param last training, which has ended
   * @param requests of people, not served yet
   * @return whether one has begun, by this process or by another one
   */
  boolean consider(Optional<Training> last, List<TrainingRequested> requests)
      throws IOException, InterruptedException {
    Set<LabelName> collected = labels.collected().all();
    Set<LabelName> before =
        last.isPresent() ? labels.known().of(last.get().job().dataSet()) : Set.of();
    Set<LabelName> fresh = without(collected, before);
    figures.labels(collected.size(), without(fresh, idle).size());
    if (reason(without(fresh, idle), last, requests).isEmpty()
        || (requests.isEmpty() && collected.size() <= tooFew)) {
      return false;
    }
    DataSet set = snapshot.take(collected);
    idle = without(fresh, KnownLabels.of(set));
    Optional<String> reason = reason(without(fresh, idle), last, requests);
    if (reason.isEmpty() || (requests.isEmpty() && lacks(set, collected.size()))) {
      return false;
    }
    int number = last.map(training -> training.job().number()).orElse(0) + 1;
    begin.begin(number, set, reason.get(), requests);
    return true;
  }

  private boolean lacks(DataSet set, int collected) {
    List<String> shortcomings = begin.shortcomings(set);
    if (shortcomings.isEmpty()) {
      return false;
    }
    tooFew = collected;
    LOG.atInfo().addKeyValue("lacking", shortcomings).log("too few labels for a training yet");
    return true;
  }

  private Optional<String> reason(
      Set<LabelName> fresh, Optional<Training> last, List<TrainingRequested> requests) {
    // Before the first training the time counts from the first look: nothing is overdue yet.
    Instant since =
        last.map(training -> training.end().map(TrainingEnd::at).orElse(training.job().at()))
            .orElse(firstLook);
    return trigger.reason(fresh.size(), Duration.between(since, desk.clock().instant()), requests);
  }

  private static Set<LabelName> without(Set<LabelName> some, Set<LabelName> others) {
    Set<LabelName> rest = new HashSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
