package dev.nevus.trainer.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.ImageMetadata;
import dev.nevus.image.ImageId;
import dev.nevus.label.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The guarantee: no image ever changes side, and no two that belong together are on two. Judges by
 * what went in, not by what the ledger made of it. Safe for many threads.
 */
final class OneSideEach {
  private final Map<ImageId, NewImage> images = new ConcurrentHashMap<>();
  private final Map<ImageId, Assignment> first = new ConcurrentHashMap<>();

  /** What a ledger answered to these images. */
  void observe(List<NewImage> asked, List<Assignment> answered) {
    assertThat(answered).hasSameSizeAs(asked);
    for (int i = 0; i < asked.size(); i++) {
      ImageId image = asked.get(i).image();
      assertThat(answered.get(i).image()).isEqualTo(image);
      images.put(image, asked.get(i));
      Assignment before = first.putIfAbsent(image, answered.get(i));
      assertThat(answered.get(i)).isEqualTo(before == null ? answered.get(i) : before);
    }
  }

  /** How many images are on this side. */
  long on(Side side) {
    return first.values().stream().filter(assignment -> assignment.side() == side).count();
  }

  void verify(SplitLedger ledger) {
    assertThat(first)
        .allSatisfy((image, assignment) -> assertThat(ledger.find(image)).contains(assignment));
    List<NewImage> used =
        images.values().stream()
            .filter(image -> side(image) != Side.WITHHELD)
            .sorted((one, other) -> one.image().compareTo(other.image()))
            .toList();
    for (NewImage one : used) {
      List<Fingerprint> looks = one.fingerprint().turned();
      for (NewImage other : used) {
        if (side(one) != side(other)) {
          assertThat(belongTogether(one, other) || alike(looks, other.fingerprint()))
              .as("%s and %s", one, other)
              .isFalse();
        }
      }
    }
  }

  private Side side(NewImage image) {
    return Objects.requireNonNull(first.get(image.image())).side();
  }

  private static boolean belongTogether(NewImage one, NewImage other) {
    ImageMetadata mine = one.metadata();
    ImageMetadata theirs = other.metadata();
    return agree(mine.patient(), theirs.patient()) || agree(mine.lesion(), theirs.lesion());
  }

  private static boolean alike(List<Fingerprint> looks, Fingerprint other) {
    return looks.stream().anyMatch(look -> look.distance(other) <= Kindred.NEAR);
  }

  private static boolean agree(Optional<String> mine, Optional<String> theirs) {
    return mine.isPresent() && mine.equals(theirs);
  }
}
