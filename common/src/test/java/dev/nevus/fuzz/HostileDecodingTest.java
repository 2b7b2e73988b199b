package dev.nevus.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.Refusal;
import dev.nevus.image.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * The native decoders on images that mean harm, in a child process: a crash, a hang or a flood of
 * memory fails this test with the seed, and the tests beside it go on. {@code -Dnevus.mutations}
 * asks for another number of images, {@code -Dnevus.seed} for another first seed.
 */
class HostileDecodingTest {
  private static final int MUTATIONS = Integer.getInteger("nevus.mutations", 2_000);
  private static final long SEED = Long.getLong("nevus.seed", 100_000);
  private static final long DEADLINE_SECONDS = 20;
  private static final long START_SECONDS = 90;
  private static final int MOST_MEGABYTES = 450;

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();

  @Test
  void everyHostileImageGetsAMaskOrAStableCode() throws Exception {
    List<String> files = new ArrayList<>();
    for (String folder : List.of("bad-images/png", "dicom", "dicom/made-from-isic")) {
      files.addAll(shared(folder));
    }
    Process process = start(files);
    try {
      String peak = follow(process);

      assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("seed %d", SEED).isZero();
      System.out.printf(
          "Hostile images: %d mutations from seed %d, %d shared files; %s, %s MB at the most%n",
          MUTATIONS, SEED, files.size(), outcomes, peak);
      assertThat(outcomes.keySet()).isSubsetOf(known());
      assertThat(outcomes.get(DecodingProcess.MASK)).isGreaterThanOrEqualTo(10);
      assertThat(Integer.parseInt(peak)).isLessThan(MOST_MEGABYTES);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Until the end, with a deadline for each image; returns the peak of its memory. */
  private String follow(Process process) throws InterruptedException {
    String last = "the start";
    for (long patience = START_SECONDS; ; patience = DEADLINE_SECONDS) {
      String line = lines.poll(patience, TimeUnit.SECONDS);
      assertThat(line).as("hangs in " + last + ", first seed " + SEED).isNotNull();
      if (line.startsWith(DecodingProcess.BEGIN)) {
        last = line;
      } else if (line.startsWith(DecodingProcess.END + "peak ")) {
        return line.substring((DecodingProcess.END + "peak ").length());
      } else if (line.startsWith(DecodingProcess.END)) {
        outcomes.merge(line.substring(DecodingProcess.END.length()), 1, Integer::sum);
      } else if (line.isEmpty()) {
        process.waitFor();
        throw new AssertionError(
            "died with %d in %s, first seed %d".formatted(process.exitValue(), last, SEED));
      }
    }
  }

  private Process start(List<String> files) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=target/hostile-decoding-crash.log",
                "-Xmx96m",
                DecodingProcess.class.getName(),
                Long.toString(SEED),
                Integer.toString(MUTATIONS)));
    command.addAll(files);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(Path.of("target", "hostile-decoding.log").toFile());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("OPENCV_LOG_LEVEL", "SILENT");
    // The system allocator keeps what two arenas held; that is not what is measured here.
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    Process process = builder.start();
    Thread reader = new Thread(() -> read(process), "hostile-decoding");
    reader.setDaemon(true);
    reader.start();
    return process;
  }

  /** An empty line stands for the end. */
  private void read(Process process) {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      out.lines().forEach(lines::add);
    } catch (IOException e) {
      lines.add("");
    }
    lines.add("");
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>(List.of(DecodingProcess.MASK));
    Arrays.stream(Refusal.Code.values()).map(Refusal.Code::id).forEach(known::add);
    return known;
  }

  private static List<String> shared(String folder) throws IOException {
    try {
      return SharedData.files(folder).stream()
          .filter(file -> file.toFile().isFile())
          .map(file -> file.toAbsolutePath().toString())
          .toList();
    } catch (TestAbortedException e) {
      System.out.println("Hostile images: " + e.getMessage());
      return List.of();
    }
  }
}
