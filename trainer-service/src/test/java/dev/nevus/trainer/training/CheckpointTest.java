package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final Progress PROGRESS = new Progress(4, 107, 3, 0.75);

  private final Path folder;
  private final Path file;

  CheckpointTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    file = folder.resolve("last.checkpoint");
    new Checkpoint(
            "the plan", PROGRESS, new float[] {1, 2.5f, -3}, new float[] {4, 5}, new float[] {6})
        .write(file);
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    Checkpoint read = Checkpoint.read(file);

    assertThat(read.plan()).isEqualTo("the plan");
    assertThat(read.progress()).isEqualTo(PROGRESS);
    assertThat(read.parameters()).containsExactly(1, 2.5f, -3);
    assertThat(read.optimiser()).containsExactly(4, 5);
    assertThat(read.average()).containsExactly(6);
  }

  @Test
  void leavesNoUnfinishedFileBehind() throws IOException {
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> Checkpoint.read(file))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("truncated");
    }
  }

  @Test
  void refusesEveryFlippedByte() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x40;
      Files.write(file, damaged);

      assertThatThrownBy(() -> Checkpoint.read(file))
          .as("byte %d", at)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
  }
}
