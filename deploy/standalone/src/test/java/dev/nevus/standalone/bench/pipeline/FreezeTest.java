package dev.nevus.standalone.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreezeTest {
  private Process one;
  private Process two;

  @BeforeEach
  void start() throws IOException {
    one = new ProcessBuilder("cat").start();
    two = new ProcessBuilder("cat").start();
  }

  @AfterEach
  void stop() {
    one.destroyForcibly();
    two.destroyForcibly();
  }

  @Test
  void allAreHeldUntilItIsClosed() throws Exception {
    Freeze held = Freeze.of(List.of(one.pid(), two.pid()));
    try (held) {
      await().untilAsserted(() -> assertThat(isStopped(one) && isStopped(two)).isTrue());
    }

    await().untilAsserted(() -> assertThat(isStopped(one) || isStopped(two)).isFalse());
  }

  @Test
  void whereOneCannotBeHeldNoneIs() throws Exception {
    two.destroyForcibly().waitFor();

    assertThatThrownBy(() -> Freeze.of(List.of(one.pid(), two.pid())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be held");
    await().untilAsserted(() -> assertThat(isStopped(one)).isFalse());
  }

  @Test
  void oneThatDiedKeepsNoOtherHeld() throws Exception {
    Freeze held = Freeze.of(List.of(one.pid(), two.pid()));
    one.destroyForcibly().waitFor();

    assertThatThrownBy(held::close).isInstanceOf(IOException.class);
    await().untilAsserted(() -> assertThat(isStopped(two)).isFalse());
  }

  @Test
  void anInterruptDoesNotLeaveThemHeld() throws Exception {
    Freeze held = Freeze.of(List.of(one.pid(), two.pid()));
    Thread.currentThread().interrupt();
    held.close();

    assertThat(Thread.interrupted()).isTrue();
    await().untilAsserted(() -> assertThat(isStopped(one) || isStopped(two)).isFalse());
  }

  private static boolean isStopped(Process process) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
  }
}
