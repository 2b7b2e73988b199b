package dev.nevus.trainer.unet;

/** The designs of U-Net that the trainer knows. */
public enum Architecture {
  /**
   * The original notebook's: works on the full grid, ReLU straight after each convolution, dropout
   * between the levels, transposed convolutions on the way up.
   */
  NOTEBOOK(1),
  /**
   * Two strided convolutions first, then a U-Net on a grid of a quarter of the input's height and
   * width, with batch normalisation and without dropout. Sees four times the pixels of the
   * notebook's net for the same arithmetic, in shapes that a processor is fast on.
   */
  QUARTER_GRID(4);

  /** Levels between the first grid and the bottom; each halves height and width. */
  static final int DEPTH = 4;

  private final int reduction;

  Architecture(int reduction) {
    this.reduction = reduction;
  }

  /** How many input rows (and columns) make one row of the grid that is predicted. */
  public int reduction() {
    return reduction;
  }

  /** Whether feature maps are normalised over the batch. */
  boolean normalises() {
    return this == QUARTER_GRID;
  }

  /** Whether feature maps are dropped in the first part of a training. */
  public boolean dropsOut() {
    return this == NOTEBOOK;
  }
}
