package dev.nevus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.SetClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
  private static final long MEGABYTE = 1024 * 1024;
  private static final Path FOLDER = Path.of("somewhere", "catalog");

  private final SetClock clock = new SetClock(Instant.parse("2026-11-23T04:15:00Z"));
  private final AtomicLong free = new AtomicLong(500 * MEGABYTE);
  private final AtomicInteger looks = new AtomicInteger();
  private final DiskSpace disk = new DiskSpace(Set.of(FOLDER), 100 * MEGABYTE, this::read, clock);

  @Test
  void isFullBelowTheBoundAndHasRoomAgainATenthAboveIt() {
    assertThatCode(disk::check).doesNotThrowAnyException();

    assertThat(isFullWith(100)).isFalse();
    assertThat(isFullWith(99)).isTrue();
    assertThat(isFullWith(105)).as("not enough to be sure").isTrue();
    assertThat(isFullWith(110)).isFalse();
    assertThat(isFullWith(101)).isFalse();
  }

  @Test
  void namesTheDiskByItsFolderAlone() {
    free.set(3 * MEGABYTE);

    assertThatThrownBy(disk::check)
        .isInstanceOf(DiskFullException.class)
        .hasMessage("3 MB free on the disk of catalog, 100 must be");
  }

  @Test
  void looksOnceASecond() throws Exception {
    for (int i = 0; i < 10; i++) {
      disk.check();
    }
    assertThat(looks).hasValue(1);
  }

  @Test
  void aDiskThatCannotBeLookedAtCountsAsFull() {
    free.set(-1);

    assertThatThrownBy(disk::check).isInstanceOf(DiskFullException.class);
  }

  @Test
  void readsTheRealDiskOfAFolderThatIsNotMadeYet(@TempDir Path folder) {
    Path later = folder.resolve("not").resolve("yet");
    Clock now = Clock.systemUTC();

    assertThatCode(() -> new DiskSpace(Set.of(later), 1, DiskSpace.OF_DISK, now).check())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new DiskSpace(Set.of(later), 1L << 60, DiskSpace.OF_DISK, now).check())
        .isInstanceOf(DiskFullException.class);
  }

  private boolean isFullWith(long megabytes) {
    free.set(megabytes * MEGABYTE);
    clock.pass(Duration.ofSeconds(2));
    try {
      disk.check();
      return false;
    } catch (DiskFullException e) {
      return true;
    }
  }

  private long read(Path folder) throws IOException {
    looks.incrementAndGet();
    if (free.get() < 0) {
      throw new IOException("gone");
    }
    return free.get();
  }
}
