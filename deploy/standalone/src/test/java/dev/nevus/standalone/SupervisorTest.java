package dev.nevus.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nevus.embedded.ChildCommand;
import dev.nevus.embedded.ChildProcess;
import dev.nevus.eventlog.Backoff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(60));

  private final Path folder;
  private final RecordingProgress progress = new RecordingProgress();
  private final List<ChildProcess> started = new CopyOnWriteArrayList<>();

  SupervisorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void startsInTheOrderOfNeedAndStopsInReverse() throws Exception {
    Part first = part("first", List.of(), () -> child("first"));
    Part second = part("second", List.of("first"), () -> child("second"));

    try (Supervisor supervisor = Supervisor.start(List.of(first, second), progress, QUICK)) {
      assertThat(progress.heard()).containsExactly("ready first", "ready second");
      assertThat(supervisor).isNotNull();
    }

    assertThat(progress.heard())
        .containsExactly("ready first", "ready second", "stopped second", "stopped first");
  }

  @Test
  void startsAgainWhatCrashed() throws Exception {
    try (Supervisor supervisor =
        Supervisor.start(List.of(part("part", List.of(), () -> child("part"))), progress, QUICK)) {
      last().kill();

      await().until(() -> progress.heard().size() >= 3);
      assertThat(progress.heard())
          .containsExactly("ready part", "ended part 137 part.log", "ready part");
      assertThat(supervisor).isNotNull();
    }
  }

  @Test
  void waitsLongerAfterEachFailureUpToALimit() throws Exception {
    AtomicInteger starts = new AtomicInteger();
    Part part =
        part(
            "part",
            List.of(),
            () -> {
              int start = starts.incrementAndGet();
              if (start > 1 && start < 5) {
                throw new IOException("not yet");
              }
              return child("part");
            });

    try (Supervisor supervisor = Supervisor.start(List.of(part), progress, QUICK)) {
      last().kill();

      await().until(() -> progress.heard().size() >= 6);
      assertThat(progress.heard().subList(2, 6))
          .containsExactly(
              "not started part 40", "not started part 60", "not started part 60", "ready part");
      assertThat(supervisor).isNotNull();
    }
  }

  @Test
  void leavesNothingRunningWhenAPartCannotStart() {
    Part good = part("good", List.of(), () -> child("good"));
    Part bad =
        part(
            "bad",
            List.of("good"),
            () -> {
              throw new IOException("no luck");
            });

    assertThatThrownBy(() -> Supervisor.start(List.of(good, bad), progress, QUICK))
        .hasMessage("no luck");

    assertThat(last().isAlive()).isFalse();
    assertThat(progress.heard()).containsExactly("ready good", "stopped good");
  }

  @Test
  void leavesNothingRunningWhenAPartDoesNotGetReady() {
    Part.Readiness never =
        child -> {
          throw new IOException("no topics");
        };
    Part part = new Part("part", List.of(), () -> child("part"), never, PATIENCE);

    assertThatThrownBy(() -> Supervisor.start(List.of(part), progress, QUICK))
        .hasMessage("no topics");

    assertThat(last().isAlive()).isFalse();
  }

  @Test
  void refusesAPartWhoseNeedStandsBehindIt() {
    Part first = part("first", List.of("second"), () -> child("first"));
    Part second = part("second", List.of(), () -> child("second"));

    assertThatThrownBy(() -> Supervisor.start(List.of(first, second), progress, QUICK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first needs second");
  }

  private static Part part(String name, List<String> after, Part.Start start) {
    return new Part(name, after, start, Part.ITS_WORD, PATIENCE);
  }

  private ChildProcess last() {
    return started.get(started.size() - 1);
  }

  private ChildProcess child(String name) throws IOException, InterruptedException {
    ChildCommand command =
        ChildCommand.of(
                ScriptedService.class.getName(),
                System.getProperty("java.class.path"),
                folder.resolve(name + ".log"))
            .withJvmFlags(List.of("-XX:TieredStopAtLevel=1", "-Xmx32m"))
            .withEnvironment(Map.of("SERVICE_PORT", "0"));
    ChildProcess child = ChildProcess.start(command, PATIENCE);
    started.add(child);
    return child;
  }
}
