package dev.nevus.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A child JVM in whose place this process stands while it runs: it writes where this process
 * writes, and its exit code is the result. It cannot outlive this process (see {@link Tether}): its
 * standard input is the life line, so it has none to read. Ctrl-C or SIGTERM here reach it as one
 * SIGTERM, so that it hears of either once, and this process waits until it has ended in order.
 *
 * @param mainClass what it runs
 * @param classPath handed over in the CLASSPATH variable: ONNX Runtime crashes on a long command
 *     line
 * @param environment added to this process's own
 * @param without variables of this process that it must not see
 */
public record ForegroundChild(
    String mainClass,
    String classPath,
    List<String> arguments,
    List<String> jvmFlags,
    Map<String, String> environment,
    Set<String> without) {

  public ForegroundChild {
    arguments = List.copyOf(arguments);
    jvmFlags = List.copyOf(jvmFlags);
    environment = Map.copyOf(environment);
    without = Set.copyOf(without);
  }

  /**
   * How a child ended.
   *
   * @param output all that it wrote to standard output
   */
  public record Ended(int exitCode, String output) {}

  /** The same child with another environment added to this process's own. */
  public ForegroundChild withEnvironment(Map<String, String> other) {
    return new ForegroundChild(mainClass, classPath, arguments, jvmFlags, other, without);
  }

  /**
   * Runs it to its end. Does not return once this process is ending.
   *
   * @param patience how long it may take to end in order, once asked to, before it is killed
   * @return its exit code (128 + signal number where a signal ended it)
   * @throws IOException if it could not be started at all
   * @throws InterruptedException once the child has been stopped
   */
  public int run(Duration patience) throws IOException, InterruptedException {
    return run(Redirect.INHERIT, Redirect.INHERIT, patience).exitCode();
  }

  /**
   * Runs it to its end, and keeps what it writes: standard output to be returned, standard error in
   * a file.
   *
   * @see #run(Duration)
   */
  public Ended capture(Path errors, Duration patience) throws IOException, InterruptedException {
    return run(Redirect.PIPE, Redirect.to(errors.toFile()), patience);
  }

  private Ended run(Redirect output, Redirect errors, Duration patience)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(Tether.commandLine(jvmFlags, mainClass, arguments))
            .redirectOutput(output)
            .redirectError(errors);
    builder.environment().keySet().removeAll(without);
    builder.environment().putAll(environment);
    builder.environment().put("CLASSPATH", Tether.reachableFrom(mainClass, classPath));
    Process process = builder.start();
    Thread onSignal = new Thread(() -> stop(process, patience), "stop foreground child");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try {
      // Nothing comes through here if the child writes where this process writes.
      String written = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), written);
    } catch (InterruptedException asked) {
      stop(process, patience);
      throw asked;
    } finally {
      forget(onSignal);
    }
  }

  private static void stop(Process process, Duration patience) {
    // Process.destroy() would close the life line too, and cut the orderly end short.
    process.toHandle().destroy();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread onSignal) throws InterruptedException {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException stopping) {
      // This process is ending, and the hook runs. A caller that now exits with the child's code
      // could overtake the code that says which signal it was.
      new CountDownLatch(1).await();
    }
  }

  /** Without the environment, which holds secrets, and without the class path, which is long. */
  @Override
  public String toString() {
    return "ForegroundChild[" + mainClass + " " + arguments + "]";
  }
}
