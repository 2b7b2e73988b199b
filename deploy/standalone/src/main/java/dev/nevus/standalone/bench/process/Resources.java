package dev.nevus.standalone.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process holds of the machine, as Linux tells it.
 *
 * @param residentBytes memory that is really there
 * @param peakBytes the most that ever was since its start, or since {@link #forgetPeak}
 * @param threads of the operating system
 * @param openFiles file handles, sockets too
 */
public record Resources(long residentBytes, long peakBytes, long threads, long openFiles) {
  private static final String FORGET_PEAK = "5";
  private static final long KIB = 1024;

  /**
   * Looks now.
   *
   * @throws IOException if the process is gone, or this is no Linux
   */
  public static Resources of(long pid) throws IOException {
    List<String> status = Files.readAllLines(proc(pid, "status"));
    try (Stream<Path> handles = Files.list(proc(pid, "fd"))) {
      return new Resources(
          KIB * number(status, "VmRSS"),
          KIB * number(status, "VmHWM"),
          number(status, "Threads"),
          handles.count());
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  /** From now on the peak is that of the time to come. */
  public static void forgetPeak(long pid) throws IOException {
    Files.writeString(proc(pid, "clear_refs"), FORGET_PEAK);
  }

  static long number(List<String> status, String field) throws IOException {
    for (String line : status) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("the system does not tell " + field);
  }

  private static Path proc(long pid, String file) {
    return Path.of("/proc", Long.toString(pid), file);
  }
}
