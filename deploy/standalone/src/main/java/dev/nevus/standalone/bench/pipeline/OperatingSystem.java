package dev.nevus.standalone.bench.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a bench tells the operating system to do with a process. */
final class OperatingSystem {
  private static final String ALLOWED = "Cpus_allowed_list:";

  private OperatingSystem() {}

  /**
   * The cores that this process may use, by their numbers: in a container they need not begin with
   * 0.
   *
   * @throws IOException if this is no Linux
   */
  static List<Integer> cores() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith(ALLOWED)) {
        return cores(line.substring(ALLOWED.length()).strip());
      }
    }
    throw new IOException("the system does not tell which cores may be used");
  }

  /**
   * @param ranges as Linux writes them: {@code 0-3,8}
   */
  static List<Integer> cores(String ranges) {
    List<Integer> cores = new ArrayList<>();
    for (String range : ranges.split(",", -1)) {
      String[] ends = range.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int core = Integer.parseInt(ends[0]); core <= last; core++) {
        cores.add(core);
      }
    }
    return cores;
  }

  /**
   * Keeps a process, with all its threads to come, on one core.
   *
   * @throws IOException if the system cannot; the message says what is missing
   */
  static void pin(long pid, int core) throws IOException, InterruptedException {
    try {
      run(List.of("taskset", "-a", "-cp", Integer.toString(core), Long.toString(pid)));
    } catch (IOException failed) {
      throw new IOException(
          "a process cannot be kept on a core: that needs Linux and 'taskset' (apt install"
              + " util-linux)",
          failed);
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said.strip());
    }
  }
}
