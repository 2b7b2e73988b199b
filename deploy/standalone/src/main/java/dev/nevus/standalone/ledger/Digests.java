package dev.nevus.standalone.ledger;

import dev.nevus.image.ImageId;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of which images the content is read and compared with its digest: of all, of none, or of one in a
 * few, chosen by their ids.
 *
 * @param oneIn 0 for none, 1 for all
 * @param chosen which of the classes of {@code oneIn} images
 */
public record Digests(int oneIn, int chosen) {
  public static final Digests ALL = new Digests(1, 0);
  public static final Digests NONE = new Digests(0, 0);

  private static final Pattern SHARE = Pattern.compile("1/([1-9]\\d{0,5})");
  private static final int LAST_DIGITS = 7;

  /**
   * @throws IllegalArgumentException if there is no such class
   */
  public Digests {
    if (oneIn < 0 || chosen < 0 || chosen >= Math.max(1, oneIn)) {
      throw new IllegalArgumentException("one in 0 or more, and one of these");
    }
  }

  /**
   * {@code all}, {@code none} or {@code 1/20}.
   *
   * @param draw any number: it chooses which twentieth
   * @throws IllegalArgumentException for another text
   */
  public static Digests of(String text, long draw) {
    Matcher share = SHARE.matcher(text);
    if (share.matches()) {
      int oneIn = Integer.parseInt(share.group(1));
      return new Digests(oneIn, (int) Math.floorMod(draw, (long) oneIn));
    }
    return switch (text) {
      case "all" -> ALL;
      case "none" -> NONE;
      default -> throw new IllegalArgumentException("all, none or a share such as 1/20");
    };
  }

  /** Whether what belongs to this image is read. */
  public boolean include(ImageId image) {
    String id = image.sha256();
    return oneIn > 0
        && HexFormat.fromHexDigits(id, id.length() - LAST_DIGITS, id.length()) % oneIn == chosen;
  }
}
