package dev.nevus.image;

/** EXIF orientation (tag 0x0112): how the stored pixels must be turned to be displayed. */
public enum Orientation {
  UPRIGHT(false),
  MIRRORED(false),
  UPSIDE_DOWN(false),
  FLIPPED(false),
  TRANSPOSED(true),
  TURNED_CLOCKWISE(true),
  TRANSVERSED(true),
  TURNED_COUNTERCLOCKWISE(true);

  private final boolean swapsSides;

  Orientation(boolean swapsSides) {
    this.swapsSides = swapsSides;
  }

  /** EXIF value 1 to 8; anything else counts as upright, as viewers treat it. */
  public static Orientation ofExif(int value) {
    return value >= 1 && value <= 8 ? values()[value - 1] : UPRIGHT;
  }

  /** Whether the displayed width is the stored height. */
  public boolean swapsSides() {
    return swapsSides;
  }
}
