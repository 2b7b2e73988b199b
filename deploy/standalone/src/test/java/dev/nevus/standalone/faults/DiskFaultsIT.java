package dev.nevus.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.SmallDisk;
import dev.nevus.standalone.client.HttpDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full. Only root can have small ones; others are told that nothing was run. */
@Tag("faults")
class DiskFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** In the last block of a file that is there already. */
  private static final int MOST_THAT_STILL_FIT = 40;

  @Test
  void ofTheStoreNothingIsAcceptedAndWithRoomAllGoesOn(@TempDir Path data) throws Exception {
    fillUp(data, "store", 24);
  }

  @Test
  void ofTheBrokerNothingIsAcceptedAndWithRoomAllGoesOn(@TempDir Path data) throws Exception {
    fillUp(data, "kafka-1", 64);
  }

  private static void fillUp(Path data, String whose, int megabytes) throws Exception {
    Optional<SmallDisk> disk = SmallDisk.mountedAt(data.resolve(whose), megabytes);
    if (disk.isEmpty()) {
      System.out.println("NOT RUN: a full disk of " + whose + " needs the right to mount one");
      return;
    }
    try (SmallDisk small = disk.get();
        FaultyNevus nevus = FaultyNevus.start(data, 1)) {
      nevus.startIngest();
      nevus.startWorker();
      Senders hospital = new Senders(new HttpDoor(nevus.http()), PATIENCE, 9);
      hospital.send(5);
      small.fill();
      boolean isRefused = false;
      for (int i = 0; i < MOST_THAT_STILL_FIT && !isRefused; i++) {
        isRefused = hospital.sendOnce(hospital.next()).isEmpty();
      }
      small.makeRoom();
      // A broker without room ends itself; who runs it starts it again.
      nevus.brokers().kill(1);
      nevus.brokers().startAll();
      hospital.send(5);

      assertThat(isRefused).as("what cannot be kept is refused").isTrue();
      System.out.println(
          "disk full at "
              + whose
              + ": "
              + Ledger.whenDone(nevus.direct(), PATIENCE).assertEachHasOneEnd(hospital.taken()));
    }
  }
}
