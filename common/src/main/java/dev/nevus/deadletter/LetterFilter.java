package dev.nevus.deadletter;

import dev.nevus.event.Fault;
import dev.nevus.image.ImageId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which letters are meant; what is empty leaves all.
 *
 * @param state only those in this state
 * @param fault only those for which this is to blame
 * @param code only those with this code
 * @param topic only those whose record stood there
 * @param image only those about this image
 * @param since only those given up then or later
 */
public record LetterFilter(
    Optional<LetterState> state,
    Optional<Fault> fault,
    Optional<String> code,
    Optional<String> topic,
    Optional<ImageId> image,
    Optional<Instant> since) {
  /** All letters. */
  public static final LetterFilter ALL =
      new LetterFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Whether this letter is meant. */
  public boolean matches(Letter letter) {
    return isOrEmpty(state, letter.state())
        && isOrEmpty(fault, letter.fact().blamed())
        && isOrEmpty(code, letter.fact().code())
        && isOrEmpty(topic, letter.id().topic())
        && (image.isEmpty() || image.equals(letter.image()))
        && since.map(from -> !letter.fact().at().isBefore(from)).orElse(true);
  }

  private static <T> boolean isOrEmpty(Optional<T> wanted, T is) {
    return wanted.map(is::equals).orElse(true);
  }
}
