package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingRequested;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.settings.OneLine;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges a model because somebody asks for it, and serves the request. Whoever waits gets a
 * decision whatever happens: a model that breaks the trainer, or ends it again and again, is
 * refused. For one thread.
 */
final class AnswerRequest {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerRequest.class);

  private final Desk desk;
  private final Attempts attempts;
  private final CollectedLabels labels;
  private final TakeSnapshot snapshot;
  private final JudgeCandidate judge;

  AnswerRequest(
      Desk desk,
      Attempts attempts,
      CollectedLabels labels,
      TakeSnapshot snapshot,
      JudgeCandidate judge) {
    this.desk = desk;
    this.attempts = attempts;
    this.labels = labels;
    this.snapshot = snapshot;
    this.judge = judge;
  }

  /**
   * Returns once the decision is durable and told, and the request is served; a model that there is
   * not gets no decision.
   *
   * @param request names a model
   * @throws IOException if the store or the log is away
   */
  void answer(TrainingRequested request) throws IOException, InterruptedException {
    ModelId model = request.judge().orElseThrow();
    String outcome = "there is no such model";
    if (desk.registry().versions().contains(model)) {
      outcome = decided(request, model).kind().name();
    }
    desk.trainings().serve(request.request(), outcome);
  }

  private Decision decided(TrainingRequested request, ModelId model)
      throws IOException, InterruptedException {
    String why =
        OneLine.of(
            "request %s, by %s: %s".formatted(request.request(), request.by(), request.reason()));
    Optional<String> hopeless = attempts.nextJudging(request.request());
    if (hopeless.isPresent()) {
      LOG.atWarn().addKeyValue("model", model).addKeyValue("why", hopeless.get()).log("given up");
      return judge.refuse(model, why, "model: " + hopeless.get());
    }
    try {
      return judge.judge(model, snapshot.take(labels.all()), why);
    } catch (InterruptedException e) {
      throw attempts.excused(e);
    } catch (IOException e) {
      if (Patience.helps(e)) {
        throw attempts.excused(e);
      }
      return broken(model, why, e);
    } catch (RuntimeException | OutOfMemoryError e) {
      return broken(model, why, e);
    }
  }

  /** A defect of ours, or a model too large: it must not keep the others waiting for ever. */
  private Decision broken(ModelId model, String why, Throwable cause)
      throws IOException, InterruptedException {
    attempts.requireDuty(cause);
    LOG.atError().setCause(cause).addKeyValue("model", model).log("judging broke");
    return judge.refuse(model, why, OneLine.of("model: judging broke: " + cause));
  }
}
