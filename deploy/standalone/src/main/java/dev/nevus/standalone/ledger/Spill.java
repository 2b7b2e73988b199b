package dev.nevus.standalone.ledger;

import dev.nevus.image.ImageId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Entries on their way from the order in which they were read to that of their images: written to
 * 256 files by the first byte of the image's id, which are sorted one by one in memory. A file that
 * is too large for that is split again by the next byte. Adding is safe for many threads; what is
 * left is removed on closing.
 */
final class Spill implements AutoCloseable {
  /** A file up to this size is sorted in memory. */
  static final int LARGEST_SORTED = 24 << 20;

  private static final int FILES = 256;
  private static final int BUFFER_ENTRIES = 128;
  // Four bytes of ids are as good as random; entries that agree in more are of one image.
  private static final int DEEPEST = 4;

  private final Path folder;
  private final int depth;
  private final int largestSorted;
  private final Part[] parts = new Part[FILES];

  private Spill(Path folder, int depth, int largestSorted) {
    this.folder = folder;
    this.depth = depth;
    this.largestSorted = largestSorted;
    Arrays.setAll(parts, number -> new Part(folder.resolve("%02x".formatted(number))));
  }

  /** In a new folder below {@code work}. */
  static Spill in(Path work) throws IOException {
    return in(work, LARGEST_SORTED);
  }

  /**
   * @param largestSorted bytes that are sorted in memory at once
   */
  static Spill in(Path work, int largestSorted) throws IOException {
    Files.createDirectories(work);
    return new Spill(Files.createTempDirectory(work, "nevus-ledger"), 0, largestSorted);
  }

  /** Gets all entries of one image. */
  @FunctionalInterface
  interface ImageReader {
    void take(List<Entry> ofOneImage) throws IOException;
  }

  void add(Entry entry) throws IOException {
    byte[] bytes = new byte[Entry.BYTES];
    entry.write(ByteBuffer.wrap(bytes));
    add(bytes, 0);
  }

  private void add(byte[] bytes, int offset) throws IOException {
    parts[bytes[offset + depth] & 0xff].add(bytes, offset);
  }

  /** Hands over everything that was added, image by image in the order of their ids; once. */
  void drain(ImageReader reader) throws IOException {
    for (Part part : parts) {
      part.finish();
      if (part.size() <= largestSorted || depth == DEEPEST) {
        sorted(part.takeAll(), reader);
      } else {
        try (Spill finer =
            new Spill(Files.createDirectory(folder.resolve("finer")), depth + 1, largestSorted)) {
          part.moveTo(finer);
          finer.drain(reader);
        }
      }
    }
  }

  private void sorted(byte[] entries, ImageReader reader) throws IOException {
    int[] order = order(entries, entries.length / Entry.BYTES);
    int from = 0;
    while (from < order.length) {
      ImageId image = Entry.image(entries, order[from]);
      List<Entry> ofOne = new ArrayList<>();
      int next = from;
      while (next < order.length && Entry.compareImages(entries, order[from], order[next]) == 0) {
        ofOne.add(Entry.read(entries, order[next], image));
        next++;
      }
      reader.take(ofOne);
      from = next;
    }
  }

  /** Sorts numbers, not objects: 32 bits of the id that this level has not used, and the place. */
  private int[] order(byte[] entries, int count) {
    ByteBuffer ids = ByteBuffer.wrap(entries);
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      long bits = Integer.toUnsignedLong(ids.getInt(i * Entry.BYTES + depth));
      keys[i] = (bits ^ 0x80000000L) << 32 | i;
    }
    Arrays.sort(keys);
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = (int) keys[i];
    }
    sortEqual(entries, keys, order);
    return order;
  }

  /** Different images may share those bits, seldom. */
  private static void sortEqual(byte[] entries, long[] keys, int[] order) {
    int from = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || keys[i] >> 32 != keys[from] >> 32) {
        if (i - from > 1) {
          Integer[] run = Arrays.stream(order, from, i).boxed().toArray(Integer[]::new);
          Comparator<Integer> byImage = (a, b) -> Entry.compareImages(entries, a, b);
          Arrays.sort(run, byImage);
          int start = from;
          IntStream.range(0, run.length).forEach(k -> order[start + k] = run[k]);
        }
        from = i;
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (Part part : parts) {
      part.discard();
    }
    try (Stream<Path> left = Files.walk(folder)) {
      left.sorted(Comparator.reverseOrder()).forEach(Spill::delete);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of the files, made when it gets its first entries. */
  private static final class Part {
    private final Path file;
    private byte[] buffer = {};
    private int filled;

    Part(Path file) {
      this.file = file;
    }

    synchronized void add(byte[] bytes, int offset) throws IOException {
      if (buffer.length == 0) {
        buffer = new byte[BUFFER_ENTRIES * Entry.BYTES];
      }
      System.arraycopy(bytes, offset, buffer, filled, Entry.BYTES);
      filled += Entry.BYTES;
      if (filled == buffer.length) {
        finish();
      }
    }

    // Opened for each buffer: a few hundred files need not be open at once.
    synchronized void finish() throws IOException {
      if (filled > 0) {
        try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
          ByteBuffer rest = ByteBuffer.wrap(buffer, 0, filled);
          while (rest.hasRemaining()) {
            channel.write(rest);
          }
        }
        filled = 0;
      }
    }

    long size() throws IOException {
      return Files.exists(file) ? Files.size(file) : 0;
    }

    byte[] takeAll() throws IOException {
      if (!Files.exists(file)) {
        return new byte[0];
      }
      byte[] all = Files.readAllBytes(file);
      Files.delete(file);
      return all;
    }

    void moveTo(Spill finer) throws IOException {
      try (FileChannel channel = FileChannel.open(file)) {
        ByteBuffer piece = ByteBuffer.allocate(BUFFER_ENTRIES * Entry.BYTES);
        while (channel.read(piece) >= 0 || piece.position() > 0) {
          int whole = piece.position() - piece.position() % Entry.BYTES;
          for (int at = 0; at < whole; at += Entry.BYTES) {
            finer.add(piece.array(), at);
          }
          piece.limit(piece.position()).position(whole);
          piece.compact();
        }
      }
      Files.delete(file);
    }

    synchronized void discard() throws IOException {
      filled = 0;
      Files.deleteIfExists(file);
    }
  }
}
