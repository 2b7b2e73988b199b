package dev.nevus.standalone.bench.soak;

import dev.nevus.standalone.Installation;
import dev.nevus.standalone.Neighbourhood;
import dev.nevus.standalone.WorldPlan;
import dev.nevus.standalone.bench.BackDoor;
import dev.nevus.standalone.bench.MaskTally;
import dev.nevus.standalone.bench.NumberedImages;
import dev.nevus.standalone.ledger.LedgerOptions;
import dev.nevus.standalone.ledger.LedgerVerification;
import dev.nevus.standalone.models.RunningNevus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Many images through a few workers, one of which is killed on the way: what the others hold more
 * and more of, and whether every image ends once. Images are made as they are sent.
 */
public final class SoakBench {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A worker's default, {@code NEVUS_WORK_LOCK}, and the time to do again what it held. */
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(30 + 15);

  private final Installation installation;
  private final WorldPlan.TopicSetup topics;
  private final Consumer<String> progress;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param installation its data folder is used up
   * @param progress told of what is being done
   */
  public SoakBench(
      Installation installation, WorldPlan.TopicSetup topics, Consumer<String> progress) {
    this.installation = installation;
    this.topics = topics;
    this.progress = progress;
  }

  /**
   * What to run.
   *
   * @param images to send, at least 10
   * @param width of the images, in pixels
   * @param height of the images, in pixels
   * @param workers side by side, 2 to 64: one is killed, the others are watched
   * @param restartAt share of the images after which that happens, 0 to 1
   * @param sampleEvery time from one look at the workers to the next
   */
  public record Plan(
      int images, int width, int height, int workers, double restartAt, Duration sampleEvery) {
    /**
     * @throws IllegalArgumentException if a number lies outside its range
     */
    public Plan {
      if (images < 10 || width < 16 || height < 16 || workers < 2 || workers > 64) {
        throw new IllegalArgumentException(
            "10 images of 16 x 16 pixels and 2 workers at the least, 64 at the most");
      }
      if (!(restartAt >= 0 && restartAt <= 1) || sampleEvery.toMillis() < 1) {
        throw new IllegalArgumentException("a restart at a share of 0 to 1");
      }
    }
  }

  /** Runs; a quarter of an hour for 20,000 small images on two cores. */
  public SoakResult run(Plan plan) throws IOException, InterruptedException {
    try (Neighbourhood neighbourhood = Neighbourhood.start(installation, topics)) {
      RunningNevus nevus = RunningNevus.in(neighbourhood.neighbours().environment());
      try (Watch watch = new Watch(neighbourhood, plan.sampleEvery());
          BackDoor door = new BackDoor(nevus, clock);
          MaskTally masks = new MaskTally(nevus, clock)) {
        for (int i = 0; i < plan.workers(); i++) {
          watch.startWorker();
        }
        watch.begin();
        long begun = System.nanoTime();
        long killed = send(plan, watch, door, masks);
        masks.awaitImages(plan.images(), PATIENCE);
        double seconds = (System.nanoTime() - begun) / 1e9;
        watch.end();
        awaitTakenOver(killed);
        return new SoakResult(
            plan.images(),
            plan.workers(),
            1,
            seconds,
            plan.images() / seconds,
            LedgerVerification.of(nevus, LedgerOptions.DEFAULT).run(progress),
            watch.growth());
      }
    }
  }

  /**
   * What a killed worker had in hand others do once its lock is over, though each image has a mask
   * by then: a fact of theirs in other words must not come after the ledger was read.
   */
  private void awaitTakenOver(long killed) throws InterruptedException {
    long left = killed + TAKEN_OVER_WITHIN.toNanos() - System.nanoTime();
    if (left > 0) {
      progress.accept("waiting until others have taken over what the killed worker held");
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  /** When the worker was killed, by the clock of {@link System#nanoTime}. */
  private long send(Plan plan, Watch watch, BackDoor door, MaskTally masks)
      throws IOException, InterruptedException {
    Supplier<byte[]> images = new NumberedImages(plan.width(), plan.height(), 1);
    int restartAt = (int) Math.round(plan.restartAt() * plan.images());
    int tell = Math.max(1, plan.images() / 10);
    int onTheirWay = 16 * plan.workers();
    long killed = System.nanoTime();
    for (int i = 1; i <= plan.images(); i++) {
      masks.awaitImages(i - onTheirWay, PATIENCE);
      door.send(images.get(), "soak");
      if (i == Math.max(1, restartAt)) {
        progress.accept("after %d images: killing a worker and starting another".formatted(i));
        watch.killOne();
        killed = System.nanoTime();
        watch.startWorker();
      }
      if (i % tell == 0) {
        progress.accept("%d of %d images sent".formatted(i, plan.images()));
      }
    }
    return killed;
  }
}
