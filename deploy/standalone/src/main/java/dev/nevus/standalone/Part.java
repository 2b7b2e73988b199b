package dev.nevus.standalone;

import dev.nevus.embedded.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * One process that a supervisor keeps running.
 *
 * @param name unique among its supervisor's parts
 * @param after parts that must be ready before this one is started the first time
 * @param start starts it, the first time and after each crash, at the same address
 * @param readiness what is still to be done once the process says that it is ready
 * @param stopWithin how long it may take to end in order before it is killed
 */
public record Part(
    String name, List<String> after, Start start, Readiness readiness, Duration stopWithin) {
  /** Nothing more: the process's own word is enough. */
  public static final Readiness ITS_WORD = child -> {};

  public Part {
    after = List.copyOf(after);
  }

  /** Returns the running process once it has said that it is ready. */
  @FunctionalInterface
  public interface Start {
    ChildProcess start() throws IOException, InterruptedException;
  }

  /**
   * Returns once others may use the part; runs after every start, so it must be harmless to repeat.
   */
  @FunctionalInterface
  public interface Readiness {
    void await(ChildProcess child) throws IOException, InterruptedException;
  }
}
