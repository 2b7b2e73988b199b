package dev.nevus.standalone.ledger;

import dev.nevus.model.ModelId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Everything that was read so far, on its way to be judged. Adding is safe for many threads;
 * judging comes after, once.
 */
final class Ledger implements AutoCloseable {
  private final Spill spill;
  private final Tally tally = new Tally();
  private final Models models = new Models();
  private final OriginSet namelessLetters = new OriginSet();
  private final Set<ModelId> published = new ConcurrentSkipListSet<>();

  private Ledger(Spill spill) {
    this.spill = spill;
  }

  /** With its files below a folder. */
  static Ledger in(Path work) throws IOException {
    return new Ledger(Spill.in(work));
  }

  static Ledger on(Spill spill) {
    return new Ledger(spill);
  }

  void add(Entry entry) throws IOException {
    spill.add(entry);
  }

  /** A model that the log tells of. */
  void published(ModelId model) {
    published.add(model);
  }

  /** All models that the log tells of. */
  Set<ModelId> published() {
    return new TreeSet<>(published);
  }

  Tally tally() {
    return tally;
  }

  Models models() {
    return models;
  }

  OriginSet namelessLetters() {
    return namelessLetters;
  }

  /**
   * Judges all images.
   *
   * @param orphans gets what has no event
   */
  void judge(ImageJudge.Orphans orphans) throws IOException {
    spill.drain(new ImageJudge(tally, models, namelessLetters, orphans));
    tally.count(Count.OTHER_DEAD_LETTERS, namelessLetters.unclaimed());
  }

  @Override
  public void close() throws IOException {
    spill.close();
  }
}
