package dev.nevus.trainer.renewal;

/** What people and libraries write, in the form in which decisions and events tell it. */
final class OneLine {
  /** As many characters as a reason may have. */
  private static final int LONGEST = 500;

  private OneLine() {}

  /** The text in one line, cut where it is too long. */
  static String of(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end);
  }
}
