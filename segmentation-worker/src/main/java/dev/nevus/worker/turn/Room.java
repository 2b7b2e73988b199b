package dev.nevus.worker.turn;

/**
 * What the images in hand share.
 *
 * @param liveFiles of the heap, for the files of live images
 * @param otherFiles for those of others: they keep theirs while live images go first, which would
 *     otherwise wait for them in turn
 * @param turns of cores and native memory, for pixels
 */
public record Room(FileRoom liveFiles, FileRoom otherFiles, Turns turns) {
  private static final int LIVE_SHARE = 4;
  private static final int OTHER_SHARE = 8;

  /**
   * As large as the heap and the limits allow: reading a file takes twice its size for a moment.
   */
  public static Room within(TurnLimits limits) {
    long heap = Runtime.getRuntime().maxMemory();
    return new Room(
        new FileRoom(heap / LIVE_SHARE), new FileRoom(heap / OTHER_SHARE), new Turns(limits));
  }

  /** Room for the files of images of this rank. */
  public FileRoom files(Rank rank) {
    return rank == Rank.LIVE ? liveFiles : otherFiles;
  }
}
