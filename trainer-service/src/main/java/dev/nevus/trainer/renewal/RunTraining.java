package dev.nevus.trainer.renewal;

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
import dev.nevus.settings.OneLine;
import dev.nevus.store.StoreException;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingEnd.Outcome;
import dev.nevus.training.TrainingJob;
import dev.nevus.training.TrainingState;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
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
  private final FetchMaterial fetcher;
  private final LearnModel learner;
  private final MakeCandidate maker;
  private final JudgeCandidate judge;

  RunTraining(
      Desk desk,
      Attempts attempts,
      FetchMaterial fetcher,
      LearnModel learner,
      MakeCandidate maker,
      JudgeCandidate judge) {
    this.desk = desk;
    this.attempts = attempts;
    this.fetcher = fetcher;
    this.learner = learner;
    this.maker = maker;
    this.judge = judge;
  }

  /**
   * Returns how the training ended; what it leaves is not kept yet, see {@link TellTraining}.
   *
   * @throws IOException if the store or the log is away, or this machine's disk is full: the same
   *     training is to be run again
   * @throws InterruptedException if the duty passes on: somebody else goes on
   */
  TrainingEnd run(TrainingJob job) throws IOException, InterruptedException {
    try {
      Optional<String> hopeless = attempts.next(job.number());
      return hopeless.isPresent() ? failed(job, hopeless.get()) : decided(job);
    } catch (InterruptedException e) {
      throw attempts.excused(e);
    } catch (IOException e) {
      if (Patience.helps(e)) {
        throw e;
      }
      attempts.requireDuty(e);
      return failed(job, words(e));
    } catch (CorruptModelException
        | BadModelException
        | SegmentationException
        | IllegalArgumentException e) {
      attempts.requireDuty(e);
      return failed(job, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      return failed(job, "not enough memory: lower NEVUS_TRAINING_IMAGES or the net's size");
    }
  }

  private static String words(IOException e) {
    return e instanceof FileSystemException
        ? "a file of the trainer could not be used: " + e
        : String.valueOf(e.getMessage());
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

  /** The training's model, in the registry and told. */
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
    Material material = fetcher.of(job, set);
    byte[] onnx = learner.learn(job, material);
    tell(job, "exporting");
    Candidate made = maker.make(job, set, material, onnx);
    desk.registrar().publish(made.manifest(), made.files());
    return made.manifest().model();
  }

  private Decision decision(TrainingJob job, DataSet set, ModelId model)
      throws IOException, InterruptedException {
    String trigger = OneLine.of("training %d: %s".formatted(job.number(), job.trigger()));
    Optional<Decision> before = latest(model);
    if (before.isEmpty()) {
      desk.registrar().decide(Choice.of(Kind.NOMINATED, model, desk.trainer(), trigger));
    } else if (before.get().kind() != Kind.NOMINATED) {
      // Decided by whoever died before it could say so, or by a person meanwhile.
      desk.registrar().tell(before.get());
      return before.get();
    }
    tell(job, "judging");
    return judge.judge(model, set, trigger);
  }

  private Optional<Decision> latest(ModelId model) throws StoreException {
    return desk.registry().history().stream()
        .filter(decision -> decision.model().equals(model))
        .reduce((earlier, later) -> later);
  }

  private TrainingEnd failed(TrainingJob job, String why) {
    LOG.atWarn()
        .addKeyValue("training", job.number())
        .addKeyValue("why", why)
        .log("training failed");
    return new TrainingEnd(
        job.number(),
        Outcome.FAILED,
        Optional.empty(),
        List.of(OneLine.of(why)),
        desk.clock().instant());
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
}
