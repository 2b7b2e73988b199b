package dev.nevus.trainer.unet;

/**
 * The size of a U-Net.
 *
 * @param height of the images it takes, in pixels, a multiple of 16
 * @param width of the images it takes, in pixels, a multiple of 16
 * @param startChannels of the first level; each of the four levels below has twice as many
 */
public record UNetShape(int height, int width, int startChannels) {
  /** Levels between the input and the bottom; each halves height and width. */
  public static final int DEPTH = 4;

  /** The original notebook's net: 128x128, 16 to 256 channels, 2,158,705 parameters. */
  public static final UNetShape NOTEBOOK = new UNetShape(128, 128, 16);

  /** Refuses what four halvings would not divide. */
  public UNetShape {
    int multiple = 1 << DEPTH;
    if (height < multiple || width < multiple || height % multiple + width % multiple != 0) {
      throw new IllegalArgumentException(
          "height and width must be multiples of %d: %dx%d".formatted(multiple, height, width));
    }
    if (startChannels < 1) {
      throw new IllegalArgumentException("start channels below 1: " + startChannels);
    }
  }

  int channels(int level) {
    return startChannels << level;
  }

  @Override
  public String toString() {
    return "unet %dx%d, %d to %d channels".formatted(height, width, startChannels, channels(DEPTH));
  }
}
