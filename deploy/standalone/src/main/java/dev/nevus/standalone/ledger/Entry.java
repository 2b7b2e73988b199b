package dev.nevus.standalone.ledger;

import dev.nevus.image.ImageId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * One thing that the log or the bucket says of an image, in a form of {@link #BYTES} bytes, so that
 * ten million of each fit into files that are read in pieces. What its numbers mean depends on its
 * kind.
 *
 * @param image whose
 * @param kind of thing
 * @param flag {@link Kind} says what
 * @param small a number of it
 * @param large another one
 * @param words the first 16 hex digits of a digest, as a number; 0 where there is none
 */
record Entry(ImageId image, Kind kind, boolean flag, int small, long large, long words) {
  static final int BYTES = 64;
  static final int ID_BYTES = 32;

  private static final HexFormat HEX = HexFormat.of();
  private static final Kind[] KINDS = Kind.values();
  private static final int DIGITS = 16;
  private static final int HEX_RADIX = 16;

  /** What there is. */
  enum Kind {
    /**
     * ImageStored; flag: the workers are done with the record; small and large: its place and
     * offset; words: the size that it tells, no digest.
     */
    ACCEPT,
    /** DeadLettered; small and large: place and offset of the record that it ends. */
    LETTER,
    /** MaskPredicted; small: model; words: digest of the whole event. */
    MASK,
    /** LabelAccepted; small: number; large: digest of the whole event; words: of its mask. */
    LABEL,
    /** An original in the bucket; flag: old enough to be an orphan; large: its size. */
    ORIGINAL,
    /** A mask's PNG in the bucket; small: model. */
    MASK_PNG,
    /** A mask's record in the bucket; flag: old enough to be an orphan; small: model. */
    MASK_RECORD,
    /** A label's PNG in the bucket; words: digest that names it. */
    LABEL_PNG,
    /** A label's record in the bucket; flag: old enough to be an orphan; small: number. */
    LABEL_RECORD
  }

  static Entry accept(ImageId image, boolean finished, int place, long offset, long bytes) {
    return new Entry(image, Kind.ACCEPT, finished, place, offset, bytes);
  }

  static Entry letter(ImageId image, int place, long offset) {
    return new Entry(image, Kind.LETTER, false, place, offset, 0);
  }

  static Entry mask(ImageId image, int model, long words) {
    return new Entry(image, Kind.MASK, false, model, 0, words);
  }

  static Entry label(ImageId image, int number, long words, long mask) {
    return new Entry(image, Kind.LABEL, false, number, words, mask);
  }

  static Entry original(ImageId image, boolean old, long bytes) {
    return new Entry(image, Kind.ORIGINAL, old, 0, bytes, 0);
  }

  static Entry maskPng(ImageId image, int model) {
    return new Entry(image, Kind.MASK_PNG, false, model, 0, 0);
  }

  static Entry maskRecord(ImageId image, boolean old, int model) {
    return new Entry(image, Kind.MASK_RECORD, old, model, 0, 0);
  }

  static Entry labelPng(ImageId image, long mask) {
    return new Entry(image, Kind.LABEL_PNG, false, 0, 0, mask);
  }

  static Entry labelRecord(ImageId image, boolean old, int number) {
    return new Entry(image, Kind.LABEL_RECORD, old, number, 0, 0);
  }

  /** The first digits of a SHA-256 in hex: enough to tell two texts about one image apart. */
  static long words(String sha256) {
    return Long.parseUnsignedLong(sha256.substring(0, DIGITS), HEX_RADIX);
  }

  /** Writes itself into the next {@link #BYTES} bytes. */
  // The files are read by the process that wrote them.
  @SuppressWarnings("EnumOrdinal")
  void write(ByteBuffer to) {
    to.put(HEX.parseHex(image.sha256()));
    to.putInt(kind.ordinal()).putInt(flag ? 1 : 0).putInt(small).putInt(0);
    to.putLong(large).putLong(words);
  }

  /** Reads what {@link #write} wrote at the {@code index}-th place. */
  static Entry read(byte[] from, int index) {
    return read(from, index, image(from, index));
  }

  /** The same, where it is known whose it is. */
  static Entry read(byte[] from, int index, ImageId image) {
    ByteBuffer rest = ByteBuffer.wrap(from, index * BYTES + ID_BYTES, BYTES - ID_BYTES);
    Kind kind = KINDS[rest.getInt()];
    boolean flag = rest.getInt() == 1;
    int small = rest.getInt();
    rest.getInt();
    return new Entry(image, kind, flag, small, rest.getLong(), rest.getLong());
  }

  /** Whose the entry at the {@code index}-th place is. */
  static ImageId image(byte[] from, int index) {
    return new ImageId(HEX.formatHex(from, index * BYTES, index * BYTES + ID_BYTES));
  }

  /** Compares only the images of two written entries. */
  static int compareImages(byte[] entries, int one, int other) {
    int a = one * BYTES;
    int b = other * BYTES;
    return Arrays.compareUnsigned(entries, a, a + ID_BYTES, entries, b, b + ID_BYTES);
  }
}
