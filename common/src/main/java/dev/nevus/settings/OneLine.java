package dev.nevus.settings;

import java.util.regex.Pattern;

/**
 * Text that a person gave and that reaches records, tables and logs: one line without control
 * characters, line or paragraph separators, marks of direction, or halves of characters.
 */
public final class OneLine {
  /** As many characters as a reason or a comment may have. */
  public static final int LONGEST = 500;

  private static final Pattern FORM = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]+");
  private static final Pattern HIDDEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}\\s]+");

  private OneLine() {}

  /** What others wrote, in the form in which records tell it: in one line, cut where too long. */
  public static String of(String text) {
    String line = HIDDEN.matcher(text).replaceAll(" ").strip();
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end);
  }

  /** Whether the text is one line of 1 to {@code longest} characters, not all of them blanks. */
  public static boolean is(String text, int longest) {
    return !text.isBlank() && text.length() <= longest && FORM.matcher(text).matches();
  }
}
