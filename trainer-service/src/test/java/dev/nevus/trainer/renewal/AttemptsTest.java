package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.store.StoreException;
import dev.nevus.trainer.training.RunFolder;
import dev.nevus.trainer.unet.FlipAveraging;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptsTest {
  private static final int MOST = 3;

  private final Path folder;
  private final Ward ward;

  AttemptsTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.ward = new Ward(folder);
  }

  @Test
  void afterAFewProcessesThatEndedUnderItATrainingIsHopeless() throws Exception {
    for (int i = 0; i < MOST; i++) {
      assertThat(process().next(1)).isEmpty();
    }

    assertThat(process().next(1))
        .contains("the trainer ended 3 times after epoch 0 without a word: see its log");
    assertThat(process().next(2)).as("another training").isEmpty();
  }

  @Test
  void eachEpochHasAttemptsOfItsOwn() throws Exception {
    for (int i = 0; i < MOST; i++) {
      process().next(1);
    }
    finishEpoch(1);

    assertThat(process().next(1)).isEmpty();
  }

  @Test
  void aProcessThatHadToWaitComesBackWithoutAnotherAttempt() throws Exception {
    Attempts one = process();
    for (int i = 0; i < 10 * MOST; i++) {
      assertThat(one.next(1)).isEmpty();
    }

    assertThat(process().next(1)).isEmpty();
  }

  @Test
  void leavingBecauseTheDutyPassesOnDoesNotCount() throws Exception {
    for (int i = 0; i < 10 * MOST; i++) {
      Attempts one = process();
      assertThat(one.next(1)).isEmpty();
      one.excuse();
    }

    for (int i = 0; i < MOST; i++) {
      assertThat(process().next(1)).isEmpty();
    }
    assertThat(process().next(1)).isPresent();
  }

  @Test
  void withoutTheStoreNothingIsCounted() throws Exception {
    Attempts one = process();
    ward.store.goAway();

    assertThatThrownBy(() -> one.next(1)).isInstanceOf(StoreException.class);
    ward.store.comeBack();
    for (int i = 0; i < MOST; i++) {
      assertThat(process().next(1)).isEmpty();
    }
  }

  private Attempts process() {
    return new Attempts(ward.desk(), MOST);
  }

  private void finishEpoch(int epoch) throws Exception {
    RunFolder files = new RunFolder(folder.resolve("run"), FlipAveraging.NONE);
    Files.write(files.checkpoint(), new byte[] {1});
    Files.write(files.best(), new byte[] {2});
    new StoredRun(ward.store, 1).keep(files, new StoredRun.Kept(epoch, Duration.ZERO));
  }
}
