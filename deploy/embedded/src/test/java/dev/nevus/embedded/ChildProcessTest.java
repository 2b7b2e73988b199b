package dev.nevus.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;

  ChildProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void isReadyWhenItSaysSo() throws Exception {
    ChildCommand command = command("ready").withEnvironment(Map.of("ANSWER", "http://127.0.0.1:1"));

    try (ChildProcess child = ChildProcess.start(command, PATIENCE)) {
      assertThat(child.ready()).isEqualTo("http://127.0.0.1:1");
      assertThat(child.isAlive()).isTrue();
      assertThat(Files.readString(command.log())).contains("noise");
    }
  }

  @Test
  void stopsOnSigterm() throws Exception {
    try (ChildProcess child = ChildProcess.start(command("ready"), PATIENCE)) {
      int exitCode = child.stop(PATIENCE);

      assertThat(exitCode).isEqualTo(128 + 15);
      assertThat(child.onExit().join()).isEqualTo(exitCode);
    }
  }

  @Test
  void leavesTheKeyboardToItsParent() throws Exception {
    try (ChildProcess child = ChildProcess.start(command("ready"), PATIENCE)) {
      new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();

      // Signals are dealt with one after the other: had the first ended the child, this would be
      // the exit code of SIGINT.
      assertThat(child.stop(PATIENCE)).isEqualTo(128 + 15);
    }
  }

  @Test
  void killsAChildThatIgnoresSigterm() throws Exception {
    try (ChildProcess child = ChildProcess.start(command("deaf"), PATIENCE)) {
      int exitCode = child.stop(Duration.ofMillis(300));

      assertThat(exitCode).isEqualTo(128 + 9);
    }
  }

  @Test
  void quotesTheLogOfAChildThatDiesAtOnce() {
    assertThatThrownBy(() -> ChildProcess.start(command("broken"), PATIENCE))
        .isInstanceOf(ChildFailure.class)
        .hasMessageContaining("exit code 1")
        .hasMessageContaining("out of order")
        .hasMessageContaining("broken.log");
  }

  @Test
  void quotesOnlyThisRun() throws Exception {
    ChildCommand command = command("broken");
    Files.writeString(command.log(), "yesterday's trouble\n");

    assertThatThrownBy(() -> ChildProcess.start(command, PATIENCE))
        .message()
        .doesNotContain("yesterday");
    assertThat(Files.readString(command.log())).contains("yesterday");
  }

  @Test
  void givesUpOnASilentChildAndLeavesNoneBehind() {
    assertThatThrownBy(() -> ChildProcess.start(command("silent"), Duration.ofMillis(1500)))
        .isInstanceOf(ChildFailure.class)
        .hasMessageContaining("not ready within 1500 ms");
    await().until(() -> ProcessHandle.current().children().noneMatch(ChildProcessTest::isScripted));
  }

  @Test
  void endsWhenItsParentIsKilled() throws Exception {
    ChildCommand command =
        command("parent")
            .withArguments(List.of("parent", folder.resolve("grandchild.log").toString()));
    try (ChildProcess parent = ChildProcess.start(command, PATIENCE)) {
      ProcessHandle grandchild = ProcessHandle.of(Long.parseLong(parent.ready())).orElseThrow();

      parent.kill();

      await().until(() -> !grandchild.isAlive());
    }
  }

  @Test
  void neverTellsItsEnvironment() {
    assertThat(command("ready").withEnvironment(Map.of("SECRET", "hush")).toString())
        .doesNotContain("hush");
  }

  private ChildCommand command(String behaviour) {
    String classPath = System.getProperty("java.class.path");
    return ChildCommand.of(
            ScriptedChild.class.getName(), classPath, folder.resolve(behaviour + ".log"))
        .withArguments(List.of(behaviour))
        .withJvmFlags(List.of("-XX:TieredStopAtLevel=1", "-Xmx32m", "-Xshare:auto"));
  }

  private static boolean isScripted(ProcessHandle child) {
    return child.info().commandLine().filter(line -> line.contains("silent")).isPresent();
  }
}
