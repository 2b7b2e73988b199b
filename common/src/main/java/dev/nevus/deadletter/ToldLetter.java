package dev.nevus.deadletter;

import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.event.StackTrace;
import dev.nevus.image.ImageId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A letter as it is told to people and programs, by HTTP and by the command line alike. Says
 * nothing of a patient.
 *
 * @param id where its record stood, {@code topic-partition@offset}
 * @param state what has become of it
 * @param fault what kind of thing was to blame
 * @param code stable reason
 * @param detail one sentence for a person
 * @param advice what to do about it
 * @param image which image it is about
 * @param attempts how often it was tried
 * @param stack digest of the stack: equal faults have equal ones
 * @param brokeIn the uppermost method of ours on that stack
 * @param replays how often it, or what it came of, was replayed
 * @param replayOf the letter of which it is a second chance
 * @param senderId the sender's own id of the image
 * @param correlationId what the sender recognises it by
 * @param decisions on it, the first one first
 * @param at when it was given up
 */
public record ToldLetter(
    String id,
    String state,
    String fault,
    String code,
    String detail,
    String advice,
    Optional<ImageId> image,
    int attempts,
    Optional<String> stack,
    Optional<String> brokeIn,
    int replays,
    Optional<String> replayOf,
    Optional<String> senderId,
    Optional<String> correlationId,
    List<Decision> decisions,
    Instant at) {
  public ToldLetter {
    decisions = List.copyOf(decisions);
  }

  /**
   * What a person decided.
   *
   * @param decision the state that it makes
   * @param replay number of the replay
   */
  public record Decision(
      String decision, String by, String reason, Optional<Integer> replay, Instant at) {
    /** As it is told. */
    public static Decision of(DeadLetterDecided fact) {
      return new Decision(
          fact.decision().name().toLowerCase(Locale.ROOT),
          fact.by(),
          fact.reason(),
          fact.replay(),
          fact.at());
    }
  }

  /** As it is told. */
  public static ToldLetter of(Letter letter) {
    DeadLettered fact = letter.fact();
    return new ToldLetter(
        letter.id().toString(),
        letter.state().word(),
        fact.blamed().word(),
        fact.code(),
        fact.detail(),
        Advice.of(fact),
        letter.image(),
        fact.attempts(),
        fact.trace().map(StackTrace::digest),
        fact.trace().flatMap(StackTrace::top),
        letter.replays(),
        fact.replay().map(Replay::of).map(Origin::toString),
        letter.correlation().senderId(),
        letter.correlation().correlationId(),
        letter.decisions().stream().map(Decision::of).toList(),
        fact.at());
  }
}
