package dev.nevus.ingest.http;

import dev.nevus.event.Correlation;
import dev.nevus.event.TrainingRequested;
import dev.nevus.eventlog.EventLog;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelRegistry;
import dev.nevus.store.StoreException;
import dev.nevus.training.Training;
import dev.nevus.training.Trainings;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how trainings go, and asks for one: {@code /v1/trainings}. */
final class TrainingEndpoint {
  static final String TRAININGS = "/v1/trainings";

  private static final Logger LOG = LoggerFactory.getLogger(TrainingEndpoint.class);

  private final Trainings trainings;
  private final ModelRegistry models;
  private final EventLog log;
  private final Clock clock;

  TrainingEndpoint(Trainings trainings, ModelRegistry models, EventLog log, Clock clock) {
    this.trainings = trainings;
    this.models = models;
    this.log = log;
    this.clock = clock;
  }

  /** All trainings, the first one first. */
  record All(List<Training> trainings) {}

  /**
   * A training, or a judgement, was asked for.
   *
   * @param request under which name; a training tells the requests that it serves
   */
  record Asked(String request, Next links) {}

  /** Where to look what became of it. */
  record Next(String trainings, String decisions) {}

  List<Route> routes() {
    return List.of(
        Route.get(TRAININGS, ctx -> Answers.json(ctx, new All(trainings.all()))),
        Route.get(TRAININGS + "/{number}", this::show),
        Route.post(TRAININGS, this::post));
  }

  private void show(Context ctx) throws StoreException, ProblemException {
    String number = ctx.pathParam("number");
    Optional<Training> found =
        number.matches("[1-9][0-9]{0,7}")
            ? trainings.find(Integer.parseInt(number))
            : Optional.empty();
    Answers.json(
        ctx,
        found.orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.TRAINING_UNKNOWN,
                    "There is no training of this number: they are counted from 1.")));
  }

  private void post(Context ctx) throws IOException, InterruptedException, ProblemException {
    Correlation correlation = UploadRequest.correlation(ctx);
    JsonBody json = JsonBody.read(ctx, "by", "reason", "judge");
    Wish wish = Wish.of(json.text("by"), json.text("reason"));
    Optional<ModelId> judge = json.model("judge");
    if (judge.isPresent()) {
      ModelEndpoint.requirePublished(models, judge.get());
    }
    String request = UUID.randomUUID().toString();
    log.publish(
        new TrainingRequested(request, judge, wish.by(), wish.reason(), clock.instant()),
        correlation);
    LOG.atInfo()
        .addKeyValue("request", request)
        .addKeyValue("judge", judge.map(ModelId::value).orElse(""))
        .addKeyValue("correlationId", correlation.correlationId().orElse(""))
        .log("Training asked for");
    Answers.json(ctx.status(202), new Asked(request, new Next(TRAININGS, ModelEndpoint.HISTORY)));
  }
}
