package dev.nevus.trainer.ledger;

import java.util.List;

/**
 * What one page of the ledger holds, but for the first.
 *
 * @param previous SHA-256 of the page before: pages that were not written one upon the other show
 * @param assignments 1 to 1,000, of as many images
 */
record Batch(String previous, List<Assignment> assignments) {
  static final int MOST = 1000;

  Batch {
    assignments = List.copyOf(assignments);
    long images = assignments.stream().map(Assignment::image).distinct().count();
    if (images == 0 || images > MOST || images < assignments.size()) {
      throw new IllegalArgumentException("a page assigns 1 to " + MOST + " images, each once");
    }
  }
}
