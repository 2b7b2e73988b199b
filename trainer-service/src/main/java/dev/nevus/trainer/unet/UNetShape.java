package dev.nevus.trainer.unet;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The design and the size of a U-Net.
 *
 * @param height of the images it takes, in pixels
 * @param width of the images it takes, in pixels
 * @param startChannels of the first level; each level below has twice as many, up to 256 where the
 *     architecture is {@link Architecture#QUARTER_GRID}
 */
public record UNetShape(Architecture architecture, int height, int width, int startChannels) {
  /** The original notebook's net: 128x128, 16 to 256 channels, 2,158,705 parameters. */
  public static final UNetShape NOTEBOOK = notebook(128, 16);

  private static final int MOST_CHANNELS = 256;
  private static final Pattern WORDS =
      Pattern.compile("([a-z-]+) u-net (\\d{1,4})x(\\d{1,4}), (\\d{1,4}) to \\d{1,6} channels");

  /** Refuses a size that the halvings would not divide. */
  public UNetShape {
    int multiple = architecture.reduction() << Architecture.DEPTH;
    if (height < multiple || width < multiple || height % multiple + width % multiple != 0) {
      throw new IllegalArgumentException(
          "height and width must be multiples of %d: %dx%d".formatted(multiple, height, width));
    }
    if (startChannels < 2) {
      throw new IllegalArgumentException("start channels below 2: " + startChannels);
    }
  }

  /** The notebook's design for square images. */
  public static UNetShape notebook(int size, int startChannels) {
    return new UNetShape(Architecture.NOTEBOOK, size, size, startChannels);
  }

  /** The quarter-grid design for square images. */
  public static UNetShape quarterGrid(int size, int startChannels) {
    return new UNetShape(Architecture.QUARTER_GRID, size, size, startChannels);
  }

  /**
   * The shape that {@link #toString()} tells, as a model's certificate does; empty for other words,
   * for sizes that no net has, and from 10,000 on.
   */
  public static Optional<UNetShape> parse(String text) {
    Matcher words = WORDS.matcher(text);
    if (!words.matches()) {
      return Optional.empty();
    }
    try {
      UNetShape shape =
          new UNetShape(
              Architecture.valueOf(words.group(1).toUpperCase(Locale.ROOT).replace('-', '_')),
              Integer.parseInt(words.group(2)),
              Integer.parseInt(words.group(3)),
              Integer.parseInt(words.group(4)));
      return Optional.of(shape).filter(parsed -> parsed.toString().equals(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Rows of the grid that is predicted. */
  public int gridHeight() {
    return height / architecture.reduction();
  }

  /** Columns of the grid that is predicted. */
  public int gridWidth() {
    return width / architecture.reduction();
  }

  /** Cells of the grid that is predicted. */
  public int gridCells() {
    return gridHeight() * gridWidth();
  }

  int channels(int level) {
    int channels = startChannels << level;
    return architecture == Architecture.NOTEBOOK ? channels : Math.min(MOST_CHANNELS, channels);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s u-net %dx%d, %d to %d channels",
        architecture.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        height,
        width,
        startChannels,
        channels(Architecture.DEPTH));
  }
}
