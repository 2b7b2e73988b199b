package dev.nevus.standalone.bench.process;

import java.io.IOException;
import java.time.Duration;

/**
 * CPU time that processes took so far, in user and system mode, of threads that ended too. To the
 * hundredth of a second, as the kernel tells it.
 */
public final class CpuTime {
  private CpuTime() {}

  /**
   * @throws IOException if there is no such process, or the system does not tell
   */
  public static Duration of(long pid) throws IOException {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow(() -> new IOException("no CPU time is known of process " + pid));
  }
}
