package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingEnded;
import dev.nevus.event.TrainingStarted;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.label.DataSet;
import dev.nevus.label.DataSets;
import dev.nevus.model.Choice;
import dev.nevus.model.CorruptModelException;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.store.StoreException;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingEnd.Outcome;
import dev.nevus.training.TrainingJob;
import dev.nevus.training.TrainingState;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a training to its end, from wherever it is: learns, publishes, lets the gate decide. Each
 * step is durable before the next one and harmless to repeat, so that the process may die at any
 * moment and another one goes on. For one thread.
 */
final class RunTraining {
  private static final Logger LOG = LoggerFactory.getLogger(RunTraining.class);

  private final Desk desk;
  private final Attempts attempts;
  private final LearnModel learner;
  private final MakeCandidate maker;
  private final JudgeCandidate judge;

  RunTraining(
      Desk desk, Attempts attempts, LearnModel learner, MakeCandidate maker, JudgeCandidate judge) {
    this.desk = desk;
    this.attempts = attempts;
    this.learner = learner;
    this.maker = maker;
    this.judge = judge;
  }

  /**
   * Returns once the training has an end that is durable and told.
   *
   * @throws IOException if the store or the log is away: the same training is to be run again
   * @throws InterruptedException at once where nothing is under way that cannot be
   */
  TrainingEnd run(TrainingJob job) throws IOException, InterruptedException {
    desk.tell(
        new TrainingStarted(job.number(), job.dataSet(), job.trigger(), job.start(), job.at()));
    try {
      Optional<String> hopeless = attempts.next(job.number());
      return end(hopeless.isPresent() ? failed(job, hopeless.get()) : decided(job));
    } catch (StoreException | EventLogException e) {
      throw e;
    } catch (IOException
        | CorruptModelException
        | BadModelException
        | SegmentationException
        | IllegalArgumentException e) {
      return end(failed(job, String.valueOf(e.getMessage())));
    } catch (OutOfMemoryError e) {
      return end(failed(job, "not enough memory: lower NEVUS_TRAINING_IMAGES or the net's size"));
    }
  }

  /** Ends a training that cannot be run. */
  TrainingEnd giveUp(TrainingJob job, List<String> reasons)
      throws IOException, InterruptedException {
    return end(
        new TrainingEnd(
            job.number(), Outcome.FAILED, Optional.empty(), reasons, desk.clock().instant()));
  }

  private TrainingEnd decided(TrainingJob job)
      throws IOException,
          InterruptedException,
          CorruptModelException,
          BadModelException,
          SegmentationException {
    tell(job, "fetching");
    DataSet set = new DataSets(desk.store()).get(job.dataSet());
    ModelId model = published(job, set);
    Decision decision = decision(job, set, model);
    Outcome outcome = decision.kind().promotes() ? Outcome.PROMOTED : Outcome.REFUSED;
    return new TrainingEnd(
        job.number(), outcome, Optional.of(model), decision.findings(), desk.clock().instant());
  }

  /** The training's model, in the registry and nominated. */
  private ModelId published(TrainingJob job, DataSet set)
      throws IOException,
          InterruptedException,
          CorruptModelException,
          BadModelException,
          SegmentationException {
    Optional<ModelManifest> kept = maker.kept(job.number());
    if (kept.isPresent() && desk.registry().versions().contains(kept.get().model())) {
      desk.registrar().tellPublished(kept.get().model());
      return kept.get().model();
    }
    byte[] onnx = learner.learn(job, set);
    tell(job, "exporting");
    Candidate made = maker.make(job, set, learner.chosen(job, set).size(), onnx);
    desk.registrar().publish(made.manifest(), made.files());
    return made.manifest().model();
  }

  private Decision decision(TrainingJob job, DataSet set, ModelId model)
      throws IOException, InterruptedException {
    String trigger = "training %d: %s".formatted(job.number(), job.trigger());
    Optional<Decision> before = latest(model);
    if (before.isEmpty()) {
      desk.registrar().decide(Choice.of(Kind.NOMINATED, model, desk.trainer(), cut(trigger)));
    } else if (before.get().kind() != Kind.NOMINATED) {
      // Decided by whoever died before it could say so.
      return before.get();
    }
    tell(job, "judging");
    return judge.judge(model, set, cut(trigger));
  }

  private Optional<Decision> latest(ModelId model) throws StoreException {
    List<Decision> about =
        desk.registry().history().stream().filter(d -> d.model().equals(model)).toList();
    return about.isEmpty() ? Optional.empty() : Optional.of(about.get(about.size() - 1));
  }

  private TrainingEnd failed(TrainingJob job, String why) {
    return new TrainingEnd(
        job.number(), Outcome.FAILED, Optional.empty(), List.of(why), desk.clock().instant());
  }

  /** Tells how a training ended, once more perhaps. */
  void tell(TrainingEnd end) throws IOException, InterruptedException {
    desk.tell(
        new TrainingEnded(
            end.number(),
            end.outcome().name().toLowerCase(Locale.ROOT),
            end.model(),
            end.reasons(),
            end.at()));
  }

  private TrainingEnd end(TrainingEnd end) throws IOException, InterruptedException {
    TrainingEnd kept = desk.trainings().end(end);
    tell(kept);
    new StoredRun(desk.store(), kept.number()).clear();
    LOG.atInfo()
        .addKeyValue("training", kept.number())
        .addKeyValue("outcome", kept.outcome())
        .addKeyValue("model", kept.model().map(ModelId::value).orElse(""))
        .addKeyValue("reasons", kept.reasons())
        .log("training ended");
    return kept;
  }

  private void tell(TrainingJob job, String stage) throws StoreException {
    Optional<TrainingState> before =
        desk.trainings().find(job.number()).flatMap(training -> training.state());
    desk.trainings()
        .tell(
            new TrainingState(
                job.number(),
                stage,
                before.map(TrainingState::epoch).orElse(0),
                before.map(TrainingState::epochs).orElse(0),
                before.map(TrainingState::loss).orElse(0.0),
                before.map(TrainingState::validationJaccard).orElse(0.0),
                desk.trainer(),
                desk.clock().instant()));
  }

  private static String cut(String line) {
    return line.length() <= 500 ? line : line.substring(0, 500);
  }
}
