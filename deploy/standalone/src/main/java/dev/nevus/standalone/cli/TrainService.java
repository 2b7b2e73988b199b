package dev.nevus.standalone.cli;

import dev.nevus.standalone.client.HttpAnswer;
import dev.nevus.standalone.client.HttpApi;
import dev.nevus.standalone.client.WorkDoor;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.training.FollowTraining;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Asks the running trainer for a training. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Asks the trainer of a running Nevus to train from the labels that it has.",
      "Exit code with --wait: 0 if the new model serves, 3 if the gate refused it, 1 if the training"
          + " failed or did not end in time."
    })
final class TrainService implements Callable<Integer> {
  static final String SERVICE = "--service";
  private static final int REFUSED = 3;

  private final Workplace place;

  @Mixin private final CommonOptions common = new CommonOptions();
  @Mixin private final HttpOptions http = new HttpOptions();
  @Mixin private final WhoAndWhy said = new WhoAndWhy();

  @Option(names = SERVICE, required = true, description = "Have the running trainer do it.")
  @SuppressWarnings("UnusedVariable") // picocli fills it: it only says that this command is meant
  private boolean service;

  @Option(names = "--wait", description = "Follow the training until it ends.")
  private boolean wait;

  @Option(
      names = "--within",
      paramLabel = "MINUTES",
      defaultValue = "1440",
      description = "How long to wait at the most; by default ${DEFAULT-VALUE}, a day.")
  private int minutes;

  TrainService(Workplace place) {
    this.place = place;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String by = said.by(place);
    HttpApi api = http.open(place, common);
    HttpAnswer answer = new WorkDoor(api).train(by, said.reason("asked for on the command line"));
    int code = Labels.report(answer, line(answer), place.console(), common.wantsJson());
    return wait && answer instanceof HttpAnswer.Given given
        ? await(given.body().path("request").asText())
        : code;
  }

  private static String line(HttpAnswer answer) {
    return answer instanceof HttpAnswer.Given given
        ? "asked for a training: request " + given.body().path("request").asText()
        : "";
  }

  private int await(String request) throws IOException, InterruptedException {
    Optional<Training> training;
    try (ModelShelf shelf = place.shelf(common)) {
      training =
          new FollowTraining(shelf.trainings())
              .await(request, Duration.ofMinutes(minutes), new ToldTraining(place.console()));
    }
    Optional<TrainingEnd> end = training.flatMap(Training::end);
    if (end.isEmpty()) {
      place
          .console()
          .progress(
              training.isEmpty()
                  ? "no training has begun: is a trainer up?"
                  : "the training has not ended; see 'nevus trainings'");
      return 1;
    }
    report(end.get());
    return switch (end.get().outcome()) {
      case PROMOTED -> 0;
      case REFUSED -> REFUSED;
      case FAILED -> 1;
    };
  }

  private void report(TrainingEnd end) {
    if (common.wantsJson()) {
      place.console().fact(end);
    } else {
      ToldTraining.lines(end).forEach(place.console()::result);
    }
  }
}
