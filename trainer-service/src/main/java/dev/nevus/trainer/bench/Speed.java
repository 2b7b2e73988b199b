package dev.nevus.trainer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How fast a process trained.
 *
 * @param engine what trained, in words
 * @param imagesPerSecond learned from, feeding included
 * @param feedingShare of the time in which training waited for images, 0 to 1
 * @param peakBytes the process's largest resident memory so far; 0 where the system does not tell
 */
public record Speed(String engine, double imagesPerSecond, double feedingShare, long peakBytes) {
  private static final Path STATUS = Path.of("/proc/self/status");

  static Speed now(String engine, double imagesPerSecond, double feedingShare) throws IOException {
    return new Speed(engine, imagesPerSecond, feedingShare, peak());
  }

  /** One line, for the process that asked for the measurement. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"engine\":\"%s\",\"images_per_second\":%.3f,\"feeding_share\":%.5f,\"peak_bytes\":%d}",
        engine,
        imagesPerSecond,
        feedingShare,
        peakBytes);
  }

  private static long peak() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }
}
