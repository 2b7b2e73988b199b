package dev.nevus.trainer.cli;

import dev.nevus.trainer.unet.Architecture;
import dev.nevus.trainer.unet.UNetShape;

/** The designs by the names that people type, each with the size that suits it. */
enum NetName {
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

  UNetShape shape(int otherSize, int otherStartChannels) {
    return new UNetShape(architecture, otherSize, otherSize, otherStartChannels);
  }

  int size() {
    return size;
  }

  int startChannels() {
    return startChannels;
  }
}
