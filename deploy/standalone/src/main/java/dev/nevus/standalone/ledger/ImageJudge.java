package dev.nevus.standalone.ledger;

import dev.nevus.image.ImageId;
import dev.nevus.standalone.ledger.Entry.Kind;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of one image after the other how it ended. A mask outranks a dead letter: whatever was given
 * up, the image has what it was accepted for. For one thread.
 */
final class ImageJudge implements Spill.ImageReader {
  private final Tally tally;
  private final Models models;
  private final OriginSet namelessLetters;
  private final Orphans orphans;

  /**
   * @param models with the candidates among them
   * @param namelessLetters records that ended by a letter that does not know whose they were
   */
  ImageJudge(Tally tally, Models models, OriginSet namelessLetters, Orphans orphans) {
    this.tally = tally;
    this.models = models;
    this.namelessLetters = namelessLetters;
    this.orphans = orphans;
  }

  /** Gets what has no event, and of each lost image a record of its acceptance. */
  @FunctionalInterface
  interface Orphans {
    void add(Entry object) throws IOException;
  }

  /** A record of work on the log. */
  private record Place(int partition, long offset) {
    static Place of(Entry entry) {
      return new Place(entry.small(), entry.large());
    }
  }

  /** All that is said of one image. */
  private record Said(ImageId image, List<Entry> entries) {
    List<Entry> of(Kind kind) {
      return entries.stream().filter(entry -> entry.kind() == kind).toList();
    }

    Set<Integer> numbers(Kind kind) {
      Set<Integer> numbers = new HashSet<>();
      of(kind).forEach(entry -> numbers.add(entry.small()));
      return numbers;
    }

    /** Whether the log knows the image, or will, once it is repaired. */
    boolean isKnown() {
      return entries.stream()
          .anyMatch(
              entry ->
                  entry.kind() == Kind.ACCEPT || (entry.kind() == Kind.ORIGINAL && entry.flag()));
    }
  }

  @Override
  public void take(List<Entry> ofOneImage) throws IOException {
    Said said = new Said(ofOneImage.get(0).image(), ofOneImage);
    boolean waits = end(said);
    originals(said);
    masks(said, waits);
    labels(said);
  }

  /** Whether it is still to come. */
  private boolean end(Said said) throws IOException {
    List<Entry> accepts = said.of(Kind.ACCEPT);
    Set<Place> given = letters(accepts, said.of(Kind.LETTER));
    boolean hasMask = !said.of(Kind.MASK).isEmpty();
    if (accepts.isEmpty()) {
      if (hasMask) {
        tally.found(Finding.RESULT_WITHOUT_ACCEPT, said.image());
      }
      return false;
    }
    tally.count(Count.ACCEPTED);
    tally.count(Count.REPEATED_ACCEPTS, accepts.size() - 1L);
    List<Entry> open = accepts.stream().filter(one -> !given.contains(Place.of(one))).toList();
    if (hasMask) {
      tally.count(Count.MASKS);
      tally.count(Count.OVERTAKEN, open.size() < accepts.size() ? 1 : 0);
      // Accepted once more, perhaps for another model.
      return !open.stream().allMatch(Entry::flag);
    } else if (open.isEmpty()) {
      tally.count(Count.DEAD_LETTERS);
    } else if (open.stream().allMatch(Entry::flag)) {
      tally.found(Finding.LOST, said.image());
      orphans.add(open.get(0));
    } else {
      tally.count(Count.BACKLOG);
      return true;
    }
    return false;
  }

  /** The records that were given up. */
  private Set<Place> letters(List<Entry> accepts, List<Entry> letters) {
    Set<Place> told = new HashSet<>();
    for (Entry letter : letters) {
      if (!told.add(Place.of(letter))) {
        tally.count(Count.REPEATED_DEAD_LETTERS);
      }
    }
    Set<Place> given = new HashSet<>();
    for (Entry accept : accepts) {
      boolean isNamed = told.remove(Place.of(accept));
      if (isNamed || namelessLetters.claim(accept.small(), accept.large())) {
        given.add(Place.of(accept));
      }
    }
    tally.count(Count.OTHER_DEAD_LETTERS, told.size());
    return given;
  }

  private void originals(Said said) throws IOException {
    List<Entry> accepts = said.of(Kind.ACCEPT);
    List<Entry> originals = said.of(Kind.ORIGINAL);
    if (originals.isEmpty()) {
      if (!accepts.isEmpty()) {
        tally.found(Finding.MISSING_ORIGINAL, said.image());
      }
      return;
    }
    Entry original = originals.get(0);
    if (accepts.isEmpty()) {
      orphan(Finding.ORPHAN_IMAGE, said.image(), original, said);
    } else if (accepts.stream().anyMatch(one -> one.words() != original.large())) {
      tally.found(
          Finding.BAD_DIGEST, said.image() + ": the size is not the one that was announced");
    }
  }

  /** What was told under each number, with the digest of its words. */
  private Set<Integer> facts(Said said, Kind kind, Count once, Count again) {
    Map<Integer, Long> words = new HashMap<>();
    Set<Integer> contradicted = new HashSet<>();
    for (Entry fact : said.of(kind)) {
      long its = kind == Kind.LABEL ? fact.large() : fact.words();
      Long before = words.putIfAbsent(fact.small(), its);
      if (before == null) {
        tally.count(once);
      } else if (before == its) {
        tally.count(again);
      } else if (contradicted.add(fact.small())) {
        tally.found(
            Finding.TWICE,
            kind == Kind.MASK
                ? models.name(fact.small()) + "/" + said.image()
                : "label " + said.image() + "/" + fact.small());
      }
    }
    return words.keySet();
  }

  private void masks(Said said, boolean waits) throws IOException {
    ImageId image = said.image();
    Set<Integer> told = facts(said, Kind.MASK, Count.RESULTS, Count.REPEATED_RESULTS);
    Set<Integer> pngs = said.numbers(Kind.MASK_PNG);
    Set<Integer> records = said.numbers(Kind.MASK_RECORD);
    for (int model : told) {
      if (!pngs.contains(model) || !records.contains(model)) {
        tally.found(Finding.MISSING_MASK, models.name(model) + "/" + image);
      }
    }
    for (Entry record : said.of(Kind.MASK_RECORD)) {
      if (told.contains(record.small())) {
        continue;
      }
      if (!told.isEmpty() && models.wasCandidate(record.small())) {
        // A candidate tries itself only on images that have their mask, and tells nobody.
        tally.count(Count.SHADOW_MASKS);
      } else if (waits) {
        // Whoever takes the image next tells the mask that a worker stored before it died.
        tally.count(Count.UNDER_WAY);
      } else {
        orphan(Finding.ORPHAN_MASK, models.name(record.small()) + "/" + image, record, said);
      }
    }
  }

  private void labels(Said said) throws IOException {
    ImageId image = said.image();
    Set<Integer> told = facts(said, Kind.LABEL, Count.LABELS, Count.REPEATED_LABELS);
    Set<Integer> records = said.numbers(Kind.LABEL_RECORD);
    Set<Long> masks = new HashSet<>();
    said.of(Kind.LABEL_PNG).forEach(png -> masks.add(png.words()));
    Set<Integer> missing = new HashSet<>();
    for (Entry label : said.of(Kind.LABEL)) {
      boolean isThere = records.contains(label.small()) && masks.contains(label.words());
      if (!isThere && missing.add(label.small())) {
        tally.found(Finding.MISSING_LABEL, image + "/" + label.small());
      }
    }
    for (Entry record : said.of(Kind.LABEL_RECORD)) {
      if (!told.contains(record.small())) {
        orphan(Finding.ORPHAN_LABEL, image + "/" + record.small(), record, said);
      }
    }
  }

  private void orphan(Finding kind, Object name, Entry object, Said said) throws IOException {
    if (!object.flag()) {
      tally.count(Count.UNDER_WAY);
      return;
    }
    tally.found(kind, name);
    if (said.isKnown()) {
      orphans.add(object);
    } else {
      tally.found(Finding.UNREPAIRABLE, name + ": its image was never announced, and is not there");
    }
  }
}
