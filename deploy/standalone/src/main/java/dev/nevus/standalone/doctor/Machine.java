package dev.nevus.standalone.doctor;

import static dev.nevus.standalone.doctor.Finding.Level.MISSING;
import static dev.nevus.standalone.doctor.Finding.Level.WARN;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The hardware.
 *
 * @param memoryBytes that can still be had; empty where the system does not tell
 * @param processorFlags as Linux names them; empty where the system does not tell
 */
public record Machine(int cores, Optional<Long> memoryBytes, Set<String> processorFlags) {
  private static final long GIB = 1L << 30;
  private static final long ENOUGH_MEMORY = 4 * GIB;
  private static final long LEAST_MEMORY = 3 * GIB / 2;

  /** Looks at this machine. */
  public static Machine look() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        lines("/proc/meminfo").flatMap(Machine::availableBytes).findFirst(),
        Set.copyOf(lines("/proc/cpuinfo").flatMap(Machine::flags).distinct().toList()));
  }

  /**
   * @return what this says for Nevus
   */
  public List<Finding> findings() {
    return List.of(coresFinding(), memoryFinding(), processorFinding());
  }

  private Finding coresFinding() {
    return Finding.of(
        "cores",
        cores >= 2,
        Integer.toString(cores),
        WARN,
        "with one core, training and serving slow each other down");
  }

  private Finding memoryFinding() {
    if (memoryBytes.isEmpty()) {
      return Finding.ok("memory", "unknown");
    }
    long bytes = memoryBytes.get();
    return Finding.of(
        "memory",
        bytes >= ENOUGH_MEMORY,
        "%.1f GiB available".formatted((double) bytes / GIB),
        bytes >= LEAST_MEMORY ? WARN : MISSING,
        "all parts take 1.5 GiB, training 3 GiB more: close something, or use a larger machine");
  }

  private Finding processorFinding() {
    if (processorFlags.isEmpty()) {
      return Finding.ok("processor", System.getProperty("os.arch"));
    }
    boolean hasAvx512 = processorFlags.contains("avx512f");
    boolean hasAvx2 = processorFlags.contains("avx2");
    return Finding.of(
        "processor",
        hasAvx2,
        hasAvx512 ? "AVX2, AVX-512" : hasAvx2 ? "AVX2" : "no AVX2",
        WARN,
        "inference and training are several times slower without AVX2");
  }

  static Stream<Long> availableBytes(String meminfoLine) {
    return meminfoLine.startsWith("MemAvailable:")
        ? Stream.of(Long.parseLong(meminfoLine.replaceAll("\\D", "")) << 10)
        : Stream.empty();
  }

  static Stream<String> flags(String cpuinfoLine) {
    return cpuinfoLine.startsWith("flags")
        ? Stream.of(cpuinfoLine.substring(cpuinfoLine.indexOf(':') + 1).strip().split(" "))
        : Stream.empty();
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream();
    } catch (IOException absent) {
      return Stream.empty();
    }
  }
}
