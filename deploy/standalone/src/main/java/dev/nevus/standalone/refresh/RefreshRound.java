package dev.nevus.standalone.refresh;

import dev.nevus.event.MaskPredicted;
import dev.nevus.label.Annotation;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.client.HttpAnswer;
import dev.nevus.standalone.client.HttpApi;
import dev.nevus.standalone.client.HttpDoor;
import dev.nevus.standalone.client.LabelDoor;
import dev.nevus.standalone.client.WorkDoor;
import dev.nevus.standalone.labels.ImportLabels;
import dev.nevus.standalone.labels.ImportedLabel;
import dev.nevus.standalone.labels.LabelledSource;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.ServingHistory;
import dev.nevus.standalone.models.SwapWatch;
import dev.nevus.standalone.training.FollowTraining;
import dev.nevus.training.Training;
import dev.nevus.training.TrainingEnd;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Labels in, a training, the gate's verdict, workers that swap, and the mask of one image before
 * and after. A step that does not happen ends it with an exception that says which.
 */
public final class RefreshRound {
  private static final String BY = "demo";
  private static final int SENDERS = 3;

  private final ModelShelf shelf;
  private final HttpApi api;
  private final ExampleImage example;
  private final FollowTraining.Listener listener;
  private final Consumer<String> tell;

  RefreshRound(
      ModelShelf shelf,
      HttpApi api,
      ExampleImage example,
      FollowTraining.Listener listener,
      Consumer<String> tell) {
    this.shelf = shelf;
    this.api = api;
    this.example = example;
    this.listener = listener;
    this.tell = tell;
  }

  /**
   * What was shown.
   *
   * @param labels handed in
   * @param training its number
   * @param verdict by which the new model serves
   * @param swaps what each worker said
   */
  public record Result(
      int labels,
      int training,
      Decision verdict,
      List<SwapWatch.Answer> swaps,
      ShownMask before,
      ShownMask after) {}

  /** Runs all steps. */
  public Result run() throws IOException, InterruptedException {
    int labels = importLabels();
    tell.accept("An image without a label is sent; the shipped model makes its mask.");
    MaskPredicted first = example.send();
    ShownMask before = example.show(first.image(), first.model(), "before");
    tell.accept(told(before));
    try (SwapWatch watch = shelf.watch()) {
      Set<String> workers = watch.serving(first.model());
      TrainingEnd end = train();
      Decision verdict = verdict(end);
      SwapWatch.Followers followers = swap(watch, verdict, workers);
      segmentAgain(first, verdict.model());
      ShownMask after = example.show(first.image(), verdict.model(), "after");
      tell.accept(told(after));
      return new Result(labels, end.number(), verdict, followers.answers(), before, after);
    }
  }

  private int importLabels() throws IOException, InterruptedException {
    tell.accept(
        "A new camera: %d images in negative, drawn in code, each with a person's mask of it."
            .formatted(RoundSize.LABELLED));
    Annotation said = new Annotation(BY, Optional.of("drawn in code"), Optional.empty());
    List<LabelledSource> drawings =
        IntStream.range(0, RoundSize.LABELLED).<LabelledSource>mapToObj(DrawnSource::new).toList();
    List<ImportedLabel> imported =
        new ImportLabels(new HttpDoor(api), new LabelDoor(api), said, SENDERS)
            .run(drawings, one -> {});
    for (ImportedLabel one : imported) {
      if (!one.isGood()) {
        throw new IOException("the label of " + one.name() + " was refused: " + one.detail());
      }
    }
    return imported.size();
  }

  private TrainingEnd train() throws IOException, InterruptedException {
    tell.accept("The trainer is asked for a training.");
    HttpAnswer answer = new WorkDoor(api).train(BY, "to show a round");
    if (!(answer instanceof HttpAnswer.Given given)) {
      throw new IOException("the training was refused: " + answer);
    }
    return new FollowTraining(shelf.trainings())
        .await(given.body().path("request").asText(), RoundSize.TRAINING_WITHIN, listener)
        .flatMap(Training::end)
        .orElseThrow(() -> new IOException("the training did not end in time"));
  }

  private Decision verdict(TrainingEnd end) throws IOException {
    if (end.outcome() != TrainingEnd.Outcome.PROMOTED) {
      throw new IOException(
          "the training was %s: %s"
              .formatted(
                  end.outcome().name().toLowerCase(Locale.ROOT), String.join("; ", end.reasons())));
    }
    ModelId model = end.model().orElseThrow(() -> new IOException("the training names no model"));
    List<Decision> decisions = new ServingHistory(shelf.registry().history()).of(model);
    Decision verdict = decisions.get(decisions.size() - 1);
    tell.accept("The gate promotes " + model + ": " + verdict.reason());
    verdict.findings().forEach(finding -> tell.accept("  " + finding));
    return verdict;
  }

  private SwapWatch.Followers swap(SwapWatch watch, Decision verdict, Set<String> workers)
      throws IOException, InterruptedException {
    if (workers.isEmpty()) {
      throw new IOException("no worker told that it serves the shipped model");
    }
    SwapWatch.Followers followers =
        watch.await(
            verdict,
            workers,
            RoundSize.PATIENCE,
            answer ->
                tell.accept(
                    "%s %s %s after %.1f s"
                        .formatted(
                            answer.worker(),
                            answer.serves() ? "serves" : "declines",
                            answer.model(),
                            answer.millis() / 1000.0)));
    if (!followers.isGood() || !followers.silent().isEmpty()) {
      throw new IOException("not every worker serves the new model: " + followers);
    }
    return followers;
  }

  private void segmentAgain(MaskPredicted first, ModelId model)
      throws IOException, InterruptedException {
    tell.accept("The images that the old model made masks of are segmented again.");
    WorkDoor.Again old =
        new WorkDoor.Again(Optional.empty(), Optional.of(first.model()), OptionalInt.empty());
    HttpAnswer answer = new WorkDoor(api).segmentAgain(old, BY, "a better model serves");
    if (answer instanceof HttpAnswer.Refused refused) {
      throw new IOException("segmenting again was refused: " + refused.line());
    }
    example.await(first.image(), model);
  }

  private static String told(ShownMask mask) {
    return String.format(
        Locale.ROOT,
        "%s: Jaccard %.3f to the true mask; picture %s",
        mask.model(),
        mask.jaccard(),
        mask.picture());
  }
}
