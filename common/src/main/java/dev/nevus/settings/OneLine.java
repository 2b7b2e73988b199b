package dev.nevus.settings;

import java.util.regex.Pattern;

/**
 * Text that a person gave and that reaches records, tables and logs: one line without control
 * characters, line or paragraph separators, marks of direction, or halves of characters.
 */
public final class OneLine {
  private static final Pattern FORM = Pattern.compile("[^\\p{C}\\p{Zl}\\p{Zp}]+");

  private OneLine() {}

  /** Whether the text is one line of 1 to {@code longest} characters, not all of them blanks. */
  public static boolean is(String text, int longest) {
    return !text.isBlank() && text.length() <= longest && FORM.matcher(text).matches();
  }
}
