package dev.nevus.worker.turn;

import java.util.concurrent.Semaphore;

/**
 * Room in the heap for the files of the images in hand. Whoever came first gets it first, and a
 * file larger than all of it gets all of it. Safe for many threads.
 */
public final class FileRoom {
  private static final int UNIT = 1024;

  private final int units;
  private final Semaphore free;

  /**
   * @param bytes of all files together, above 0
   * @throws IllegalArgumentException if there is no room at all
   */
  public FileRoom(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("at least one byte");
    }
    this.units = units(bytes);
    this.free = new Semaphore(units, true);
  }

  /** Returns once there is room for a file of this size; it is given back by closing the answer. */
  public Turns.Held take(long bytes) throws InterruptedException {
    int wanted = Math.min(units(bytes), units);
    free.acquire(wanted);
    return () -> free.release(wanted);
  }

  private static int units(long bytes) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes / UNIT));
  }
}
