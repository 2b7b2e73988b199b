package dev.nevus.model;

import dev.nevus.store.Sha256;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * Names a model version: when it was made and the first digits of its file's digest, for example
 * {@code 20261123T041500Z-9f2c01ab}. Sorts by age; a file under a name that is not its own is told
 * at once.
 *
 * @param value UTC time to the second, hyphen, 8 hex digits
 */
public record ModelId(String value) implements Comparable<ModelId> {
  private static final Pattern FORM = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
  private static final int DIGITS = 8;

  /**
   * @throws IllegalArgumentException if {@code value} has another form
   */
  public ModelId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a model id (UTC time, hyphen, 8 hex digits)");
    }
  }

  /** The name of a model file made at {@code made}. */
  public static ModelId of(Instant made, byte[] file) {
    return new ModelId(
        TIME.format(made.atOffset(ZoneOffset.UTC)) + "-" + Sha256.of(file).substring(0, DIGITS));
  }

  /** Whether {@code file} can be the file of this name. */
  public boolean names(byte[] file) {
    return namesDigest(Sha256.of(file));
  }

  /** Whether the file with this SHA-256, in hex, can be the file of this name. */
  boolean namesDigest(String sha256) {
    return sha256.startsWith(value.substring(value.length() - DIGITS));
  }

  @Override
  public int compareTo(ModelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
