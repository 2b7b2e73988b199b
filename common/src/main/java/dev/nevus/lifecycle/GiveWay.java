package dev.nevus.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets whatever else runs on the machine go first, for work that takes a core or all of them while
 * images wait. The JVM's own thread priorities do nothing on Linux.
 */
public final class GiveWay {
  private static final Logger LOG = LoggerFactory.getLogger(GiveWay.class);
  private static final int PATIENCE_SECONDS = 5;

  private GiveWay() {}

  /**
   * Makes the calling thread, and all that it starts from now on, this nice. Where the system has
   * no such thing the process works on as it is.
   *
   * @param niceness 0 to 19, as nice(1) has it; 0 changes nothing
   */
  public static void with(int niceness) throws InterruptedException {
    if (niceness == 0) {
      return;
    }
    try {
      // Linux counts niceness by thread: the process's number is that of its first one alone.
      Process renice =
          new ProcessBuilder(
                  "renice", "-n", Integer.toString(niceness), "-p", Long.toString(threadNumber()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean done = renice.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && renice.exitValue() == 0;
      LOG.atInfo().addKeyValue("niceness", niceness).addKeyValue("done", done).log("giving way");
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("cause", e.getMessage()).log("this work runs at normal priority");
    }
  }

  /** The kernel's number of the calling thread. */
  private static long threadNumber() throws IOException {
    return Long.parseLong(Path.of("/proc/thread-self").toRealPath().getFileName().toString());
  }
}
