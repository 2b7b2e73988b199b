package dev.nevus.standalone.ledger;

import java.io.IOException;
import java.util.Arrays;

/**
 * Places on the log whose dead letters name no image; each is claimed once at most. Few where all
 * is well; 8 bytes each, and bounded. Adding is safe for many threads, claiming comes after.
 */
final class OriginSet {
  /** 32 MB of them. */
  static final int MOST = 4 << 20;

  private static final int OFFSET_BITS = 44;

  private long[] places = new long[64];
  private int size;
  private boolean isSorted;
  private long claimed;

  /**
   * @param place partition and topic, as one number
   * @throws IOException if there are more than four million
   */
  synchronized void add(int place, long offset) throws IOException {
    if (size == MOST) {
      throw new IOException("more than %,d dead letters name no image".formatted(MOST));
    }
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
    }
    places[size++] = packed(place, offset);
    isSorted = false;
  }

  /** Whether it is in here, and counts that. */
  synchronized boolean claim(int place, long offset) {
    sort();
    boolean isThere = Arrays.binarySearch(places, 0, size, packed(place, offset)) >= 0;
    claimed += isThere ? 1 : 0;
    return isThere;
  }

  /** How many different ones nobody claimed. */
  synchronized long unclaimed() {
    sort();
    long different = 0;
    for (int i = 0; i < size; i++) {
      different += i == 0 || places[i] != places[i - 1] ? 1 : 0;
    }
    return different - claimed;
  }

  private void sort() {
    if (!isSorted) {
      Arrays.sort(places, 0, size);
      isSorted = true;
    }
  }

  private static long packed(int place, long offset) {
    return (long) place << OFFSET_BITS | offset;
  }
}
