package dev.nevus.worker.model;

import dev.nevus.model.Aliases;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.Precision;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the champion. One that cannot be verified is declined: what serves goes on serving, and at
 * the start the newest earlier champion that can be verified serves. A declined decision is not
 * tried again, unless its cause may pass; a later one is. Not for two threads at once.
 */
public final class FollowChampion implements Follower {
  private static final Logger LOG = LoggerFactory.getLogger(FollowChampion.class);

  private enum Outcome {
    SERVED,
    DECLINED,
    TO_BE_TRIED_AGAIN
  }

  private final ModelOpening opening;
  private final ServingModel serving;
  private final ModelAnnouncements announcements;
  private final ModelFigures figures;
  private int dealtWith;

  public FollowChampion(
      ModelOpening opening,
      ServingModel serving,
      ModelAnnouncements announcements,
      ModelFigures figures) {
    this.opening = opening;
    this.serving = serving;
    this.announcements = announcements;
    this.figures = figures;
  }

  @Override
  public void follow(List<Decision> history) throws IOException {
    Optional<Decision> champion = Aliases.of(history).champion();
    if (champion.isEmpty()) {
      serving.without("the registry has no champion");
      return;
    }
    int number = champion.get().number();
    if (serving.id().isEmpty()) {
      if (serveNewest(history)) {
        dealtWith = number;
      }
    } else if (number > dealtWith) {
      if (serve(champion.get()) != Outcome.TO_BE_TRIED_AGAIN) {
        dealtWith = number;
      }
    }
  }

  /** Whether one of the champions so far, the newest first, serves now. */
  private boolean serveNewest(List<Decision> history) throws IOException {
    Set<ModelId> tried = new HashSet<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      Decision decision = history.get(i);
      if (decision.kind().promotes()
          && tried.add(decision.model())
          && serve(decision) == Outcome.SERVED) {
        return true;
      }
    }
    serving.without(
        "none of %d champions could be verified, the log says why".formatted(tried.size()));
    return false;
  }

  /**
   * The file's bytes were several times an image's, and the collector of small heaps gives memory
   * back after a whole collection only, which images alone may not cause for days.
   */
  private static void giveBackMemory() {
    System.gc();
  }

  private Outcome serve(Decision decision) throws IOException {
    long started = System.nanoTime();
    try {
      if (!serving.id().equals(Optional.of(decision.model()))) {
        serving.swap(opening.open(decision.model()));
        giveBackMemory();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        figures.swapped(took);
        LOG.atInfo()
            .addKeyValue("model", decision.model())
            .addKeyValue("tookMillis", took.toMillis())
            .log("model opened, verified and in place");
      }
      announcements.served(decision, serving.precision().orElse(Precision.F32));
      return Outcome.SERVED;
    } catch (UnverifiedModelException e) {
      announcements.declined(decision, e);
      return e.mayPass() ? Outcome.TO_BE_TRIED_AGAIN : Outcome.DECLINED;
    }
  }
}
