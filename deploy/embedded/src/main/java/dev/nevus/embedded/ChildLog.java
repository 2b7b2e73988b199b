package dev.nevus.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * One child's log file. The child's standard error goes there too, by the operating system, so
 * every write is an append.
 */
final class ChildLog {
  private static final long ROLL_OVER_BYTES = 16L << 20;
  private static final int QUOTED_BYTES = 16 << 10;
  private static final String STACK_FRAME = "\tat ";
  private static final int QUOTED_LINES = 15;

  private final Path file;
  private final long start;

  private ChildLog(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  /**
   * Continues {@code file}; one that has grown beyond 16 MiB is set aside, as the single older
   * generation that is kept.
   */
  static ChildLog open(Path file) throws IOException {
    long length = Files.exists(file) ? Files.size(file) : 0;
    if (length > ROLL_OVER_BYTES) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".1"),
          StandardCopyOption.REPLACE_EXISTING);
      length = 0;
    }
    return new ChildLog(file, length);
  }

  void append(String line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** The end of what this run wrote, for people. */
  String tail() {
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(start, reader.length() - QUOTED_BYTES);
      byte[] bytes = new byte[Math.toIntExact(Math.max(0, reader.length() - from))];
      reader.seek(from);
      reader.readFully(bytes);
      List<String> lines =
          new String(bytes, StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith(STACK_FRAME))
              .toList();
      List<String> last = lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
      return last.isEmpty()
          ? "; it wrote nothing to " + file
          : "; the end of " + file + ":\n  " + String.join("\n  ", last);
    } catch (IOException unreadable) {
      return "; its log " + file + " cannot be read: " + unreadable.getMessage();
    }
  }
}
