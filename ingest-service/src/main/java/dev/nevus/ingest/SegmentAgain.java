package dev.nevus.ingest;

import dev.nevus.event.Correlation;
import dev.nevus.event.SegmentationRequested;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.ingest.catalog.OutdatedImages;
import dev.nevus.ingest.catalog.OutdatedImages.Outdated;
import dev.nevus.ingest.catalog.OutdatedImages.Wanted;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues images for the champion that have masks of older models only. Workers answer a request for
 * a mask that is there with the words of the first time, so queueing an image twice is harmless.
 * Safe for many threads.
 */
public final class SegmentAgain {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentAgain.class);
  private static final int PAGE = 500;
  // Each waits for its own acknowledgement: one by one they would take several times as long.
  private static final int AT_ONCE = 16;

  private final OutdatedImages images;
  private final EventLog log;
  private final Clock clock;

  public SegmentAgain(OutdatedImages images, EventLog log, Clock clock) {
    this.images = images;
    this.log = log;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param queued images, each acknowledged by the log
   * @param skipped images that have a mask of the champion already
   * @param more whether there are further ones, beyond the limit
   */
  public record Queued(int queued, int skipped, boolean more) {}

  /**
   * Returns once every request is acknowledged.
   *
   * @param limit at most so many, the newest first
   * @param reason for the record, one line
   * @throws PartlyQueuedException if the log went away
   */
  public Queued queue(Wanted wanted, int limit, String reason, Correlation correlation)
      throws IOException, InterruptedException {
    int skipped = images.upToDate(wanted);
    Instant at = clock.instant();
    ExecutorService tellers = Executors.newFixedThreadPool(AT_ONCE);
    try {
      int queued = 0;
      Optional<Outdated> last = Optional.empty();
      List<Outdated> page = images.page(wanted, last, Math.min(PAGE, limit));
      while (!page.isEmpty() && queued < limit) {
        tell(
            page.stream().map(image -> requested(image, wanted.champion(), reason, at)).toList(),
            queued,
            tellers,
            correlation);
        queued += page.size();
        last = Optional.of(page.get(page.size() - 1));
        page = images.page(wanted, last, Math.max(1, Math.min(PAGE, limit - queued)));
      }
      LOG.atInfo()
          .addKeyValue("champion", wanted.champion())
          .addKeyValue("queued", queued)
          .addKeyValue("skipped", skipped)
          .addKeyValue("correlationId", correlation.correlationId().orElse(""))
          .log("Images queued for the champion");
      return new Queued(queued, skipped, !page.isEmpty());
    } finally {
      tellers.shutdownNow();
    }
  }

  private static SegmentationRequested requested(
      Outdated image, ModelId champion, String reason, Instant at) {
    return new SegmentationRequested(
        image.image(),
        Keys.original(image.image()),
        image.metadata(),
        // By name: a worker that has not swapped yet would repeat what the old model said.
        Optional.of(champion),
        reason,
        at);
  }

  /** All of them at once; once the log is away nobody else waits for it in vain. */
  private void tell(
      List<SegmentationRequested> requests,
      int before,
      ExecutorService tellers,
      Correlation correlation)
      throws IOException, InterruptedException {
    AtomicBoolean away = new AtomicBoolean();
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (SegmentationRequested request : requests) {
      tasks.add(
          () -> {
            if (away.get()) {
              return false;
            }
            try {
              log.publish(request, correlation);
              return true;
            } catch (EventLogException e) {
              away.set(true);
              throw e;
            }
          });
    }
    count(before, tellers.invokeAll(tasks));
  }

  private static void count(int before, List<Future<Boolean>> told)
      throws PartlyQueuedException, InterruptedException {
    int queued = before;
    Optional<ExecutionException> failure = Optional.empty();
    for (Future<Boolean> one : told) {
      try {
        queued += one.get() ? 1 : 0;
      } catch (ExecutionException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw new PartlyQueuedException(queued, failure.get());
    }
  }
}
