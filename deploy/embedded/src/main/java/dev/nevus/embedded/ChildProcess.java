package dev.nevus.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;

/**
 * A running child JVM. It cannot outlive this one: its standard input is a pipe from here, and it
 * exits when the pipe breaks, however this process ended. Safe for many threads.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);

  private final ChildCommand command;
  // Keeping the process object keeps the child's standard input, its life line, open.
  private final Process process;
  private final ChildOutput output;
  private final CompletableFuture<Integer> ended;

  private ChildProcess(
      ChildCommand command, Process process, ChildOutput output, IntConsumer afterwards) {
    this.command = command;
    this.process = process;
    this.output = output;
    this.ended = process.onExit().thenApply(gone -> exitCode(gone, afterwards));
  }

  /**
   * Starts the child and returns once it has written its {@code READY} line. A child that is not
   * ready is not left running.
   *
   * @throws ChildFailure if it ended, or was silent for longer than {@code patience}
   * @throws IOException if it could not be started at all
   */
  public static ChildProcess start(ChildCommand command, Duration patience)
      throws IOException, InterruptedException {
    return start(command, patience, exitCode -> {});
  }

  /**
   * @param afterwards gets the exit code, before anybody hears that the child has ended
   */
  static ChildProcess start(ChildCommand command, Duration patience, IntConsumer afterwards)
      throws IOException, InterruptedException {
    Path folder = command.log().toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    ChildLog log = ChildLog.open(command.log());
    ProcessBuilder builder =
        new ProcessBuilder(
            Tether.commandLine(command.jvmFlags(), command.mainClass(), command.arguments()));
    builder.environment().putAll(command.environment());
    builder
        .environment()
        .put("CLASSPATH", Tether.reachableFrom(command.mainClass(), command.classPath()));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
    Process process = builder.start();
    ChildProcess child =
        new ChildProcess(
            command, process, ChildOutput.follow(process, log, command.mainClass()), afterwards);
    child.awaitReady(log, patience);
    return child;
  }

  private void awaitReady(ChildLog log, Duration patience)
      throws ChildFailure, InterruptedException {
    boolean isReady = false;
    try {
      output.ready().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      isReady = true;
    } catch (TimeoutException silent) {
      throw new ChildFailure(
          command.mainClass()
              + " was not ready within "
              + patience.toMillis()
              + " ms"
              + log.tail());
    } catch (ExecutionException ended) {
      // Its output ends a moment before the process does.
      process.waitFor(1, TimeUnit.SECONDS);
      String how =
          process.isAlive() ? " closed its output" : " ended with exit code " + process.exitValue();
      throw new ChildFailure(command.mainClass() + how + " before it was ready" + log.tail());
    } finally {
      if (!isReady) {
        process.destroyForcibly();
      }
    }
  }

  /** What the child wrote after {@code READY}: by convention its address. */
  public String ready() {
    return output.ready().join();
  }

  /**
   * Asks the child to end in order; after {@code patience} kills it. Idempotent. Returns the exit
   * code.
   */
  public int stop(Duration patience) throws InterruptedException {
    // Process.destroy() would close the pipes too: the life line, and what the child says at the
    // end.
    process.toHandle().destroy();
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
    return awaitEnd();
  }

  /** Kills the child at once, as a crash would, and returns when it is gone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit code (128 + signal number where a signal ended the child). */
  public CompletableFuture<Integer> onExit() {
    return ended.copy();
  }

  private int awaitEnd() throws InterruptedException {
    try {
      return ended.get();
    } catch (ExecutionException wrong) {
      throw new IllegalStateException("what was to follow the end of " + this + " failed", wrong);
    }
  }

  private static int exitCode(Process gone, IntConsumer afterwards) {
    afterwards.accept(gone.exitValue());
    return gone.exitValue();
  }

  public ChildCommand command() {
    return command;
  }

  /**
   * Stops the child, within 15 seconds; an interrupt cuts the wait short, kills it, and stays set.
   */
  @Override
  public void close() {
    try {
      stop(CLOSE_WITHIN);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return command.mainClass() + " (process " + process.pid() + ")";
  }
}
