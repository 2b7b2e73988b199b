package dev.nevus.segment.onnx;

import java.util.regex.Pattern;

/** Text out of a file that nobody vouches for, fit for one line of a message. */
final class Shown {
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private Shown() {}

  /**
   * On one line, without control characters.
   *
   * @param longest characters; what is cut off becomes three dots
   */
  static String text(String text, int longest) {
    // Cut first: a hostile text may be as long as its file.
    String cut = text.length() > longest ? text.substring(0, longest) : text;
    String line = UNSEEN.matcher(cut).replaceAll("?");
    return text.length() > longest ? line + "..." : line;
  }
}
