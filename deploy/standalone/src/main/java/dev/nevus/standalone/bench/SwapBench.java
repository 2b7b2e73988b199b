package dev.nevus.standalone.bench;

import dev.nevus.model.ModelId;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.standalone.client.Endings;
import dev.nevus.standalone.client.ImageDoor;
import dev.nevus.standalone.models.BroughtModel;
import dev.nevus.standalone.models.ModelShelf;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a change of models costs the images that are under way: with and without, one by one. */
public final class SwapBench {
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String BY = "bench";
  private static final String REASON = "bench swap";

  private final ModelShelf shelf;
  private final ImageDoor door;
  private final Endings endings;
  private final Clock clock;
  private final Supplier<byte[]> images = new NumberedImages(1022, 767, 1);

  public SwapBench(ModelShelf shelf, ImageDoor door, Endings endings, Clock clock) {
    this.shelf = shelf;
    this.door = door;
    this.endings = endings;
    this.clock = clock;
  }

  /**
   * What to measure.
   *
   * @param perSecond images a second, the same in both phases
   * @param phase how long each phase is
   * @param every time from one promotion to the next in the second phase
   */
  public record Plan(double perSecond, Duration phase, Duration every) {
    /**
     * @throws IllegalArgumentException if something is not above zero
     */
    public Plan {
      if (!(perSecond > 0) || phase.toMillis() < 1 || every.toMillis() < 1) {
        throw new IllegalArgumentException("rate, seconds and pause must be above zero");
      }
    }
  }

  /**
   * What was measured.
   *
   * @param steady without promotions
   * @param swapping with them
   * @param promotions how many
   */
  public record Result(LoadOutcome steady, LoadOutcome swapping, int promotions) {
    /** How much slower the slowest images are, 1 for not at all. */
    public double p99Ratio() {
      return swapping.latencies().p99Millis() / steady.latencies().p99Millis();
    }

    /** Whether every image has exactly one mask. */
    public boolean isGood() {
      return steady.isGood() && swapping.isGood();
    }
  }

  /** Measures both phases, one after the other. */
  public Result run(Plan plan, Consumer<String> progress) throws IOException, InterruptedException {
    ModelId champion =
        shelf
            .registry()
            .champion()
            .orElseThrow(() -> new IOException("no model serves yet"))
            .model();
    ModelId twin = addTwin(champion);
    progress.accept("warming up for " + WARM_UP.toSeconds() + " s");
    load(plan, () -> pause(WARM_UP));
    progress.accept("without promotions for " + plan.phase().toSeconds() + " s");
    LoadOutcome steady = load(plan, () -> pause(plan.phase()));
    progress.accept(
        "with a promotion every %.1f s for %d s"
            .formatted(plan.every().toMillis() / 1000.0, plan.phase().toSeconds()));
    int before = shelf.registry().history().size();
    LoadOutcome swapping = load(plan, () -> promoteInTurns(List.of(twin, champion), plan));
    return new Result(steady, swapping, shelf.registry().history().size() - before);
  }

  private ModelId addTwin(ModelId champion) throws IOException, InterruptedException {
    try {
      byte[] twin = TwinModel.of(shelf.file(champion), "a twin for the bench");
      BroughtModel said = new BroughtModel(Optional.of("twin of the champion"), Optional.empty());
      return shelf.add(twin, ModelCheck.DEFAULT.check(twin), said).model();
    } catch (BadModelException e) {
      throw new IOException("the champion's twin cannot serve: " + e.getMessage(), e);
    }
  }

  private interface Meanwhile {
    void run() throws IOException, InterruptedException;
  }

  private LoadOutcome load(Plan plan, Meanwhile meanwhile)
      throws IOException, InterruptedException {
    try (ConstantLoad load = ConstantLoad.start(door, images, plan.perSecond(), clock)) {
      meanwhile.run();
      return LoadOutcome.await(load.stop(), endings, PATIENCE);
    }
  }

  private void promoteInTurns(List<ModelId> models, Plan plan)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + plan.phase().toNanos();
    for (int turn = 0; System.nanoTime() < until; turn++) {
      shelf.decide().force(models.get(turn % models.size()), BY, REASON);
      pause(plan.every());
    }
  }

  private static void pause(Duration duration) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(duration.toMillis());
  }
}
