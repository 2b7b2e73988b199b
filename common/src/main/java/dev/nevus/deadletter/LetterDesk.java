package dev.nevus.deadletter;

import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLetterDecided.Decision;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.RecordLog;
import dev.nevus.eventlog.ReplayHeaders;
import dev.nevus.eventlog.Topic;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Where people decide on dead letters. A replay's record is told first and the decision second: a
 * crash in between leaves the letter open, and doing it again is harmless, as every record may come
 * twice. Two persons who replay the same letter at once are the same case. Nothing is ever deleted.
 * Safe for many threads.
 */
public final class LetterDesk {
  private final Originals originals;
  private final RecordLog records;
  private final EventLog log;
  private final Clock clock;

  public LetterDesk(RecordLog records, EventLog log, ObjectStore store, Clock clock) {
    this.originals = new Originals(records, store);
    this.records = records;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Tells the letter's record once more, as a new one with a new count of attempts, by the door
   * through which it came.
   *
   * @throws IOException if the log or the store is away: nothing, or only the record, may be on the
   *     log, and the letter counts as it did before
   */
  public Answer replay(Letter letter, Decider who, Insistence insistence)
      throws IOException, InterruptedException {
    Optional<Topic> topic = Topic.named(letter.id().topic());
    Optional<Original> original = originals.find(letter);
    Optional<Answer.Refused> refusal = refusal(letter, insistence, topic, original);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    int number = letter.replays() + 1;
    LogRecord record = original.orElseThrow().record();
    Origin again =
        records.append(
            topic.orElseThrow(),
            record.key(),
            ReplayHeaders.with(record.headers(), new Replay(letter.id(), number)),
            record.value());
    DeadLetterDecided told = tell(letter, Decision.REPLAYED, who, Optional.of(number));
    return new Answer.Decided(
        letter.with(told), told, Optional.of(again), original.map(Original::source));
  }

  /**
   * Why a replay would be refused; empty where it would be done.
   *
   * @throws IOException if the log or the store is away
   */
  public Optional<Answer.Refused> refusal(Letter letter, Insistence insistence)
      throws IOException, InterruptedException {
    return refusal(letter, insistence, Topic.named(letter.id().topic()), originals.find(letter));
  }

  private static Optional<Answer.Refused> refusal(
      Letter letter, Insistence insistence, Optional<Topic> topic, Optional<Original> original) {
    if (isDropped(letter) && insistence == Insistence.ASKING) {
      return Optional.of(dropped());
    }
    if (topic.isEmpty() || original.isEmpty()) {
      return Optional.of(
          new Answer.Refused(
              Answer.Code.RECORD_GONE,
              "The record is no longer on the log, and its bytes were not kept: ask its sender to"
                  + " send it again."));
    }
    return Optional.empty();
  }

  /**
   * Puts the letter out of the way.
   *
   * @throws IOException if the log is away
   */
  public Answer park(Letter letter, Decider who, Insistence insistence)
      throws IOException, InterruptedException {
    return isDropped(letter) && insistence == Insistence.ASKING
        ? dropped()
        : decided(letter, Decision.PARKED, who);
  }

  /**
   * Lets the letter never be worked on again; it stays on the log.
   *
   * @throws IOException if the log is away
   */
  public Answer drop(Letter letter, Decider who) throws IOException, InterruptedException {
    return decided(letter, Decision.DROPPED, who);
  }

  /** What the letter is about; empty where nothing is left of it. */
  public Optional<Original> original(Letter letter) throws IOException, InterruptedException {
    return originals.find(letter);
  }

  /**
   * The bytes that the letter names: the image's, or those that nothing could be made of. Empty
   * where the store does not have them.
   */
  public Optional<byte[]> content(Letter letter) throws StoreException {
    return originals.content(letter);
  }

  private Answer decided(Letter letter, Decision decision, Decider who)
      throws IOException, InterruptedException {
    DeadLetterDecided told = tell(letter, decision, who, Optional.empty());
    return new Answer.Decided(letter.with(told), told, Optional.empty(), Optional.empty());
  }

  private DeadLetterDecided tell(
      Letter letter, Decision decision, Decider who, Optional<Integer> replay)
      throws IOException, InterruptedException {
    DeadLetterDecided fact =
        new DeadLetterDecided(
            letter.id(),
            letter.fact().image(),
            decision,
            who.by(),
            who.reason(),
            replay,
            after(letter));
    log.publish(fact, letter.correlation());
    return fact;
  }

  /** The last decision holds, whichever machine's clock is ahead. */
  private Instant after(Letter letter) {
    Instant now = clock.instant();
    int decided = letter.decisions().size();
    if (decided == 0) {
      return now;
    }
    Instant last = letter.decisions().get(decided - 1).at();
    return now.isAfter(last) ? now : last.plusMillis(1);
  }

  private static boolean isDropped(Letter letter) {
    int decided = letter.decisions().size();
    return decided > 0 && letter.decisions().get(decided - 1).decision() == Decision.DROPPED;
  }

  private static Answer.Refused dropped() {
    return new Answer.Refused(
        Answer.Code.LETTER_DROPPED,
        "The letter was dropped, never to be worked on again: force it if that is no longer so.");
  }
}
