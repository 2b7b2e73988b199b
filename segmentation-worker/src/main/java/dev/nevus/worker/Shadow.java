package dev.nevus.worker;

import dev.nevus.image.ImageId;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.Overlap;
import dev.nevus.model.ModelId;
import dev.nevus.segment.SegmentationException;
import dev.nevus.worker.model.ModelSlot;
import dev.nevus.worker.turn.Rank;
import dev.nevus.worker.turn.Turns;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the candidate segment some of the live images too, and notes how far it is from the champion.
 * Its masks are stored like a champion's and never announced. One thread, which begins only where
 * live images leave a core; what does not fit into its short queue is skipped. Safe for many
 * threads.
 */
final class Shadow implements AutoCloseable {
  /** Images that may wait. */
  static final int WAITING = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final MakeMask masks;
  private final Results results;
  private final ModelSlot candidate;
  private final ShadowShare share;
  private final Turns turns;
  private final ShadowFigures figures;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Shadow::named);

  /**
   * @param candidate may be empty
   */
  Shadow(
      MakeMask masks,
      Results results,
      ModelSlot candidate,
      ShadowShare share,
      Turns turns,
      ShadowFigures figures) {
    this.masks = masks;
    this.results = results;
    this.candidate = candidate;
    this.share = share;
    this.turns = turns;
    this.figures = figures;
  }

  /**
   * Offers an image whose mask is announced; returns at once.
   *
   * @param champion the model that made the mask
   */
  void offer(StoredImage image, ModelId champion) {
    if (!share.includes(image.id()) || candidate.model().isEmpty()) {
      return;
    }
    try {
      // Only names wait, no pixels: a full queue is small.
      thread.execute(() -> compare(image, champion));
    } catch (RejectedExecutionException e) {
      figures.count("skipped");
    }
  }

  private void compare(StoredImage image, ModelId champion) {
    try {
      turns.awaitQuiet();
      Optional<ModelId> made = segment(image);
      if (made.isEmpty()) {
        figures.count("skipped");
        return;
      }
      figures.disagreement(made.get(), disagreement(image.id(), champion, made.get()));
      figures.count("compared");
    } catch (IOException | RefusedException | SegmentationException e) {
      figures.count("failed");
      LOG.atWarn()
          .addKeyValue("image", image.id())
          .addKeyValue("cause", e.getMessage())
          .log("the candidate made no mask of an image");
    } catch (RuntimeException e) {
      // A picture library's, or a defect of ours: the thread goes on with the next image.
      figures.count("failed");
      LOG.atError()
          .setCause(e)
          .addKeyValue("image", image.id())
          .log("the shadow of an image broke");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The model whose mask is there now; empty if there is no candidate. */
  private Optional<ModelId> segment(StoredImage image)
      throws IOException, RefusedException, SegmentationException, InterruptedException {
    Optional<ModelId> model = candidate.model();
    if (model.isEmpty() || results.find(model.get(), image.id()).isPresent()) {
      return model;
    }
    ModelChoice choice =
        () ->
            candidate
                .acquire()
                .orElseThrow(() -> new SegmentationException("the candidate was withdrawn"));
    MadeMask made = masks.of(image, choice, Rank.SHADOW, Stopwatch.silent());
    return Optional.of(results.keep(made).model());
  }

  private double disagreement(ImageId image, ModelId champion, ModelId other)
      throws IOException, RefusedException {
    try (Mask theirs = results.mask(champion, image);
        Mask its = results.mask(other, image)) {
      return 1 - Overlap.of(its, theirs).jaccard();
    }
  }

  /** Leaves what waits undone. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the candidate's last image was abandoned");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread named(Runnable task) {
    Thread thread = new Thread(task, "shadow");
    thread.setDaemon(true);
    return thread;
  }
}
