package dev.nevus.trainer.unet;

/** The designs by the names that people type, each with the size that suits it. */
public enum NetName {
  /** Predicts a grid a quarter as fine as the image: four times the image for the same work. */
  quarter(Architecture.QUARTER_GRID, 192, 32),
  /** The original notebook's. */
  notebook(Architecture.NOTEBOOK, 128, 16);

  private final Architecture architecture;
  private final int size;
  private final int startChannels;

  NetName(Architecture architecture, int size, int startChannels) {
    this.architecture = architecture;
    this.size = size;
    this.startChannels = startChannels;
  }

  /**
   * The design at another size than its usual one.
   *
   * @throws IllegalArgumentException if the halvings do not divide it
   */
  public UNetShape shape(int otherSize, int otherStartChannels) {
    return new UNetShape(architecture, otherSize, otherSize, otherStartChannels);
  }

  /** Height and width that it usually takes. */
  public int size() {
    return size;
  }

  /** Channels that its first level usually has. */
  public int startChannels() {
    return startChannels;
  }
}
