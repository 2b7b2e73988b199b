package dev.nevus.store;

import java.util.regex.Pattern;

/**
 * Where an object lives in the bucket. Letters, digits, dots, hyphens and underscores between
 * single slashes, no part beginning with a dot: nothing that needs escaping, climbs directories or
 * differs by encoding.
 *
 * @param path for example {@code images/3a7b.../original}
 */
public record ObjectKey(String path) implements Comparable<ObjectKey> {
  private static final Pattern FORM =
      Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
  private static final int MAX_LENGTH = 512;

  /**
   * @throws IllegalArgumentException if the path has another form or more than 512 characters
   */
  public ObjectKey {
    if (!isValid(path)) {
      throw new IllegalArgumentException("not an object key");
    }
  }

  /** Whether {@code path} has the form of a key; for names that anybody may have given. */
  public static boolean isValid(String path) {
    return path.length() <= MAX_LENGTH && FORM.matcher(path).matches();
  }

  @Override
  public int compareTo(ObjectKey other) {
    return path.compareTo(other.path);
  }

  @Override
  public String toString() {
    return path;
  }
}
