package dev.nevus.worker.model;

import dev.nevus.model.Aliases;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the candidate open beside the champion, for shadows. One that cannot be verified is
 * declined and not tried again. Not for two threads at once.
 */
public final class FollowCandidate implements Follower {
  private static final Logger LOG = LoggerFactory.getLogger(FollowCandidate.class);

  private final ModelOpening opening;
  private final ModelSlot slot;
  private final ModelAnnouncements announcements;
  private int dealtWith;

  /**
   * @param slot where the candidate is put; empty while there is none
   */
  public FollowCandidate(ModelOpening opening, ModelSlot slot, ModelAnnouncements announcements) {
    this.opening = opening;
    this.slot = slot;
    this.announcements = announcements;
  }

  @Override
  public void follow(List<Decision> history) throws IOException {
    Aliases aliases = Aliases.of(history);
    Optional<ModelId> champion = aliases.champion().map(Decision::model);
    Optional<Decision> candidate =
        aliases.candidate().filter(c -> !Optional.of(c.model()).equals(champion));
    if (candidate.isEmpty()) {
      slot.clear();
    } else if (candidate.get().number() > dealtWith) {
      // Closed before the next one opens: there is memory for one.
      slot.clear();
      open(candidate.get());
      dealtWith = candidate.get().number();
    }
  }

  private void open(Decision nomination) throws IOException {
    try {
      slot.swap(opening.open(nomination.model()));
      LOG.atInfo()
          .addKeyValue("model", nomination.model())
          .addKeyValue("number", nomination.number())
          .log("candidate opened for shadows");
    } catch (UnverifiedModelException e) {
      announcements.declined(nomination, e);
    }
  }
}
