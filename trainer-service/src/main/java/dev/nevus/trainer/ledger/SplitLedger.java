package dev.nevus.trainer.ledger;

import dev.nevus.image.ImageId;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which side every labelled image is on. An assignment is made once and never changed, over any
 * number of trainings and trainers: no two images of one patient or lesion, and no two that look
 * alike, are ever on two sides. Safe for many threads.
 *
 * <p>Held in memory whole: about 600 bytes an image. One call writes one page for each 1,000 new
 * images, so new images should be assigned together and not one by one.
 */
public final class SplitLedger {
  private final LedgerPages pages;
  private final Clock clock;
  private final Constitution constitution;
  private final Kindred kindred = new Kindred();
  private final Map<ImageId, Assignment> assignments = new ConcurrentHashMap<>();
  private StoredPage<?> last;

  private SplitLedger(LedgerPages pages, Clock clock, StoredPage<Constitution> first) {
    this.pages = pages;
    this.clock = clock;
    this.constitution = first.content();
    this.last = first;
  }

  /**
   * Reads the whole ledger, or founds it.
   *
   * @param store stays the caller's
   * @param shares for a new ledger; one that exists keeps its own for ever
   * @throws StoreException if the store is away, or naming the page that is missing or damaged
   */
  public static SplitLedger open(ObjectStore store, Clock clock, Shares shares)
      throws StoreException {
    LedgerPages pages = new LedgerPages(store);
    SplitLedger ledger =
        new SplitLedger(pages, clock, pages.first(Constitution.found(shares, clock.instant())));
    ledger.catchUp();
    return ledger;
  }

  /** What sides are drawn by, whatever was asked for on opening. */
  public Shares shares() {
    return constitution.shares();
  }

  /**
   * The image's assignment, or empty where this ledger has read of none; another process may have
   * made one since, which {@link #assign} finds.
   */
  public Optional<Assignment> find(ImageId image) {
    return Optional.ofNullable(assignments.get(image));
  }

  /**
   * Gives every image its side and returns when that is durable. An image that has one keeps it,
   * whatever is said of it now. If the store fails midway, some images may have their sides; asking
   * again is harmless.
   *
   * @return an assignment for each of {@code images}, in their order
   * @throws StoreException if the store is away, or naming the page that is damaged
   */
  public synchronized List<Assignment> assign(List<NewImage> images) throws StoreException {
    Map<ImageId, NewImage> waiting = new TreeMap<>();
    images.forEach(image -> waiting.putIfAbsent(image.image(), image));
    waiting.keySet().removeAll(assignments.keySet());
    while (!waiting.isEmpty()) {
      List<NewImage> batch = waiting.values().stream().limit(Batch.MOST).toList();
      List<Assignment> decided =
          new DecideSides(constitution, kindred, clock.instant()).decide(batch);
      Optional<StoredPage<Batch>> written = pages.add(last, decided);
      if (written.isPresent()) {
        adopt(written.get());
      } else {
        catchUp();
      }
      waiting.keySet().removeAll(assignments.keySet());
    }
    return images.stream().flatMap(image -> find(image.image()).stream()).toList();
  }

  @Override
  public String toString() {
    return "SplitLedger[" + assignments.size() + " images, " + pages + "]";
  }

  /** Reads what others wrote since. */
  private synchronized void catchUp() throws StoreException {
    for (Optional<StoredPage<Batch>> next = pages.next(last);
        next.isPresent();
        next = pages.next(last)) {
      adopt(next.get());
    }
  }

  /** All of the page or, where it contradicts an earlier one, nothing. */
  private void adopt(StoredPage<Batch> page) throws StoreException {
    List<Assignment> made = page.content().assignments();
    if (made.stream().map(Assignment::image).anyMatch(assignments::containsKey)) {
      throw LedgerPages.damaged(page.number(), "assigns an image anew");
    }
    for (Assignment assignment : made) {
      kindred.add(assignment);
      assignments.put(assignment.image(), assignment);
    }
    last = page;
  }
}
