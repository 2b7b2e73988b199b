package dev.nevus.trainer.renewal;

import dev.nevus.event.TrainingRequested;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import dev.nevus.training.TrainingJob;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the trainer on duty does, a step at a time: finishes the training that is under way, judges
 * models that somebody asks for, begins a training when it is time. For one thread.
 */
final class Renewal {
  /** Decisions whose events a process that died may have left untold. */
  private static final int RETOLD = 5;

  private final Desk desk;
  private final Tools tools;
  private boolean retold;

  /** The parts of the work. */
  record Tools(
      CollectedLabels labels,
      AnswerRequest answer,
      ConsiderTraining consider,
      RunTraining run,
      TellTraining tell) {}

  Renewal(Desk desk, Tools tools) {
    this.desk = desk;
    this.tools = tools;
  }

  /**
   * Does what is to be done next.
   *
   * @return whether there was anything to do
   * @throws IOException if the store or the log is away: the step is to be done again
   */
  boolean step() throws IOException, InterruptedException {
    try {
      Optional<Training> last = desk.trainings().last();
      retell(last);
      return next(last);
    } catch (IOException e) {
      // Something may have become durable and was not told.
      retold = false;
      throw e;
    }
  }

  /** For whoever died, or lost the log, with a fact durable and not told. */
  private void retell(Optional<Training> last) throws IOException, InterruptedException {
    if (retold) {
      return;
    }
    tools.labels().takeInStored();
    desk.registrar().retell(RETOLD);
    Optional<TrainingEnd> end = last.flatMap(Training::end);
    if (end.isPresent()) {
      tools.tell().ended(end.get());
    }
    retold = true;
  }

  private boolean next(Optional<Training> last) throws IOException, InterruptedException {
    if (last.isPresent() && last.get().end().isEmpty()) {
      finish(last.get().job());
      return true;
    }
    List<TrainingRequested> requests = desk.trainings().openRequests();
    if (!requests.isEmpty()) {
      tools.labels().takeInStored();
    }
    Optional<TrainingRequested> toJudge =
        requests.stream().filter(request -> request.judge().isPresent()).findFirst();
    if (toJudge.isPresent()) {
      tools.answer().answer(toJudge.get());
      return true;
    }
    return tools.consider().consider(last, requests);
  }

  private void finish(TrainingJob job) throws IOException, InterruptedException {
    for (String request : job.requests()) {
      desk.trainings().serve(request, "training " + job.number());
    }
    tools.tell().began(job);
    tools.tell().end(tools.run().run(job));
  }
}
