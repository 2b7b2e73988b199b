package dev.nevus.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The process under test stands before a child of its own, and both write into one pipe. */
class ForegroundChildTest {
  private static final int SECONDS = 30;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void leaveNothingRunning() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void passesOutputEnvironmentAndExitCodeOn() throws Exception {
    Process parent = start("front", "answer");

    assertThat(rest(parent.inputReader())).isEqualTo("ANSWER yes, null");
    assertThat(parent.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(parent.exitValue()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({"INT, 2", "TERM, 15"})
  void endsInOrderWhenASignalEndsItsParent(String signal, int number) throws Exception {
    assumeTrue(isHeard(signal), () -> "SIG" + signal + " is ignored where these tests run");
    Process parent = start("front", "orderly");
    BufferedReader output = parent.inputReader();
    ProcessHandle child = child(output);

    new ProcessBuilder("kill", "-" + signal, Long.toString(parent.pid())).start().waitFor();

    assertThat(rest(output)).isEqualTo("ended in order");
    assertThat(parent.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(parent.exitValue()).isEqualTo(128 + number);
    // The system may list an ended process until somebody has asked for its exit code.
    await().until(() -> !child.isAlive());
  }

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    Process parent = start("front", "orderly");
    BufferedReader output = parent.inputReader();
    ProcessHandle child = child(output);

    parent.destroyForcibly();

    await().until(() -> !child.isAlive());
  }

  @Test
  void neverTellsItsEnvironment() {
    ForegroundChild child =
        new ForegroundChild(
            "Main", "", List.of("train"), List.of(), Map.of("SECRET", "hush"), Set.of());

    assertThat(child.toString()).contains("Main", "train").doesNotContain("hush");
  }

  private Process start(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx32m",
            ScriptedChild.class.getName());
    builder.command().addAll(List.of(arguments));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("HIDDEN", "still there");
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    return process;
  }

  /**
   * Whether a child of this process hears of a signal: whoever starts it in the background of a
   * script has it ignore SIGINT, and every process below it, for good.
   */
  private static boolean isHeard(String signal) throws IOException, InterruptedException {
    String script = "trap 'exit 3' " + signal + "; kill -" + signal + " $$";
    return new ProcessBuilder("sh", "-c", script).start().waitFor() == 3;
  }

  private static ProcessHandle child(BufferedReader output) throws IOException {
    String line = String.valueOf(output.readLine());
    assertThat(line).startsWith("PID ");
    return ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
  }

  private static String rest(BufferedReader output) {
    return output.lines().collect(Collectors.joining("\n"));
  }
}
