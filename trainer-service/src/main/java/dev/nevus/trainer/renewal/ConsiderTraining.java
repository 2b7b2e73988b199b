package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingRequested;
import dev.nevus.label.DataSet;
import dev.nevus.store.LabelName;
import dev.nevus.store.StoreException;
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
    Set<LabelName> fresh = without(collected, labels.known().beforeTraining(number(last)));
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
    begin.begin(number(last), set, reason.get(), requests);
    return true;
  }

  /** Of the training after the last one. */
  private static int number(Optional<Training> last) {
    return last.map(training -> training.job().number()).orElse(0) + 1;
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
      Set<LabelName> fresh, Optional<Training> last, List<TrainingRequested> requests)
      throws StoreException {
    // Before the first training the time counts from the first look: nothing is overdue yet.
    Instant ended =
        last.map(training -> training.end().map(TrainingEnd::at).orElse(training.job().at()))
            .orElse(firstLook);
    Duration since = Duration.between(ended, desk.clock().instant());
    Optional<Training> failed = last.filter(KnownLabels::failed);
    if (failed.isPresent()
        && requests.isEmpty()
        && !trigger.allowsAgain(more(fresh, failed.get()), since)) {
      return Optional.empty();
    }
    return trigger.reason(fresh.size(), since, requests);
  }

  /** How many of the labels a training did not know; as good as none if that cannot be read. */
  private int more(Set<LabelName> fresh, Training failed) throws StoreException {
    return labels
        .known()
        .of(failed.job().dataSet())
        .map(known -> without(fresh, known).size())
        .orElse(0);
  }

  private static Set<LabelName> without(Set<LabelName> some, Set<LabelName> others) {
    Set<LabelName> rest = new HashSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
