package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingRequested;
import dev.nevus.label.DataSet;
import dev.nevus.store.Keys.LabelName;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the trainer on duty does, a step at a time: finishes the training that is under way, judges
 * models that somebody asks for, begins a training when it is time. For one thread.
 */
final class Renewal {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  /** Decisions whose events a process that died may have left untold. */
  private static final int RETOLD = 5;

  private final Desk desk;
  private final TriggerPolicy trigger;
  private final Tools tools;
  // Labels that turned out too few for a training are not looked at again before there are more.
  private int tooFew;
  private final Instant began;
  private boolean retold;

  /** The parts of the work. */
  record Tools(
      CollectedLabels labels,
      TakeSnapshot snapshot,
      BeginTraining begin,
      RunTraining run,
      JudgeCandidate judge,
      RenewalFigures figures) {}

  Renewal(Desk desk, TriggerPolicy trigger, Tools tools) {
    this.desk = desk;
    this.trigger = trigger;
    this.tools = tools;
    this.began = desk.clock().instant();
  }

  /**
   * Does what is to be done next.
   *
   * @return whether there was anything to do
   * @throws IOException if the store or the log is away: the step is to be done again
   */
  boolean step() throws IOException, InterruptedException {
    List<Training> trainings = desk.trainings().all();
    Optional<Training> last =
        trainings.isEmpty() ? Optional.empty() : Optional.of(trainings.get(trainings.size() - 1));
    retell(last);
    if (last.isPresent() && last.get().end().isEmpty()) {
      finish(last.get().job());
      return true;
    }
    List<TrainingRequested> requests = desk.trainings().openRequests();
    Optional<TrainingRequested> toJudge =
        requests.stream().filter(request -> request.judge().isPresent()).findFirst();
    if (toJudge.isPresent()) {
      judge(toJudge.get());
      return true;
    }
    return begin(last, requests);
  }

  /** For whoever had the duty before and died with a fact durable and not told. */
  private void retell(Optional<Training> last) throws IOException, InterruptedException {
    if (retold) {
      return;
    }
    desk.registrar().retell(RETOLD);
    Optional<TrainingEnd> end = last.flatMap(Training::end);
    if (end.isPresent()) {
      tools.run().tell(end.get());
    }
    retold = true;
  }

  private void finish(TrainingJob job) throws IOException, InterruptedException {
    for (String request : job.requests()) {
      desk.trainings().serve(request, "training " + job.number());
    }
    tools.figures().ended(tools.run().run(job));
  }

  private void judge(TrainingRequested request) throws IOException, InterruptedException {
    String outcome = "there is no such model";
    if (desk.registry().versions().contains(request.judge().orElseThrow())) {
      DataSet set = snapshot(tools.labels().all());
      String why = "asked for by %s: %s".formatted(request.by(), request.reason());
      outcome =
          tools
              .judge()
              .judge(request.judge().get(), set, why.substring(0, Math.min(500, why.length())))
              .kind()
              .name();
    }
    desk.trainings().serve(request.request(), outcome);
  }

  private boolean begin(Optional<Training> last, List<TrainingRequested> requests)
      throws IOException, InterruptedException {
    Set<LabelName> known = tools.labels().all();
    Set<LabelName> fresh = new HashSet<>(known);
    if (last.isPresent()) {
      fresh.removeAll(new KnownLabels(desk).of(last.get().job().dataSet()));
    }
    tools.figures().labels(known.size(), fresh.size());
    Optional<String> reason = trigger.reason(fresh.size(), since(last), requests);
    if (reason.isEmpty() || (requests.isEmpty() && known.size() <= tooFew)) {
      return false;
    }
    DataSet set = snapshot(known);
    List<String> shortcomings = tools.begin().shortcomings(set);
    if (!shortcomings.isEmpty() && requests.isEmpty()) {
      tooFew = known.size();
      LOG.atInfo().addKeyValue("lacking", shortcomings).log("too few labels for a training yet");
      return false;
    }
    int number = last.map(training -> training.job().number()).orElse(0) + 1;
    Optional<TrainingJob> job = tools.begin().begin(number, set, reason.get(), requests);
    if (job.isPresent() && !shortcomings.isEmpty()) {
      tools.figures().ended(tools.run().giveUp(job.get(), shortcomings));
      for (String request : job.get().requests()) {
        desk.trainings().serve(request, "training " + number);
      }
    }
    return true;
  }

  private DataSet snapshot(Set<LabelName> known) throws IOException, InterruptedException {
    DataSet set = tools.snapshot().take(known);
    tools.figures().dataSet(set);
    return set;
  }

  /** Before the first training the time counts from the first look: nothing is overdue yet. */
  private Duration since(Optional<Training> last) {
    Instant before =
        last.map(training -> training.end().map(TrainingEnd::at).orElse(training.job().at()))
            .orElse(began);
    return Duration.between(before, desk.clock().instant());
  }
}
