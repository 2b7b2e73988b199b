package dev.nevus.deadletter;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLetterDecided.Decision;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.store.Keys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A dead letter with all that people decided on it.
 *
 * @param fact what was given up and why
 * @param correlation what travelled with it
 * @param decisions on it, the first one first
 * @param overtaken whether its image has a mask all the same
 */
public record Letter(
    DeadLettered fact,
    Correlation correlation,
    List<DeadLetterDecided> decisions,
    boolean overtaken) {
  public Letter {
    decisions = decisions.stream().sorted(Comparator.comparing(DeadLetterDecided::at)).toList();
  }

  /** Which letter it is: where the record stood that it is about. */
  public Origin id() {
    return fact.origin();
  }

  /** See {@link LetterState}. */
  public LetterState state() {
    if (overtaken) {
      return LetterState.OVERTAKEN;
    }
    if (decisions.isEmpty()) {
      return LetterState.OPEN;
    }
    return switch (decisions.get(decisions.size() - 1).decision()) {
      case REPLAYED -> LetterState.REPLAYED;
      case PARKED -> LetterState.PARKED;
      case DROPPED -> LetterState.DROPPED;
    };
  }

  /**
   * The image that it is about: the one that it names, or the one that its bytes would have been.
   */
  public Optional<ImageId> image() {
    return imageOf(fact);
  }

  /** As {@link #image()}. */
  public static Optional<ImageId> imageOf(DeadLettered fact) {
    boolean isImage = fact.origin().topic().equals(Topic.IMAGES_INBOUND.topicName());
    return fact.image()
        .or(
            () ->
                fact.content()
                    .filter(bytes -> isImage)
                    .flatMap(Keys::deadLetterOf)
                    .map(ImageId::new));
  }

  /** How often its record, or the one that it came of, was given another chance. */
  public int replays() {
    long own = decisions.stream().filter(one -> one.decision() == Decision.REPLAYED).count();
    return fact.replay().map(Replay::number).orElse(0) + Math.toIntExact(own);
  }

  /** The same once this was decided on it. */
  public Letter with(DeadLetterDecided decision) {
    List<DeadLetterDecided> all = new ArrayList<>(decisions);
    all.add(decision);
    return new Letter(fact, correlation, all, overtaken);
  }
}
