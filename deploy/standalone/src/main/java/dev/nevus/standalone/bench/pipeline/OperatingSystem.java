package dev.nevus.standalone.bench.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a bench tells the operating system to do with a process. */
final class OperatingSystem {
  private OperatingSystem() {}

  /** Holds a process: it gets no time until {@link #thaw}. */
  static void freeze(long pid) throws IOException, InterruptedException {
    run(List.of("kill", "-STOP", Long.toString(pid)));
  }

  /** Lets a process go on. */
  static void thaw(long pid) throws IOException, InterruptedException {
    run(List.of("kill", "-CONT", Long.toString(pid)));
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
