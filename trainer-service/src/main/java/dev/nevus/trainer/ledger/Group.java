package dev.nevus.trainer.ledger;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whose image it is, without a pseudonym: keyed hashes that mean nothing outside their ledger.
 *
 * <p>Two images are of one group where their patients agree or, if a sender named no patient for
 * one of them, their lesions. Where both have a patient, the lesions are not compared: some senders
 * count them anew for every patient.
 *
 * @param name hash of the patient, else of the lesion, else of the image; 64 lower-case hex digits
 * @param lesion hash of the lesion where the patient is named as well
 */
public record Group(String name, Optional<String> lesion) {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final int DIGITS = 8;

  /**
   * @throws IllegalArgumentException if a hash has another form
   */
  public Group {
    if (!HASH.matcher(name).matches() || !lesion.map(HASH.asMatchPredicate()::test).orElse(true)) {
      throw new IllegalArgumentException("not the hashes of a group (64 lower-case hex digits)");
    }
  }

  /** Whether both name one patient, or one lesion where a patient is missing. */
  public boolean isOneWith(Group other) {
    return name.equals(other.name)
        || lesion.filter(other.name::equals).isPresent()
        || other.lesion.filter(name::equals).isPresent();
  }

  /** A number that the name alone decides, evenly spread over 0 (inclusive) to 1 (exclusive). */
  double draw() {
    return HexFormat.fromHexDigitsToLong(name, 0, DIGITS) / (double) (1L << (4 * DIGITS));
  }
}
