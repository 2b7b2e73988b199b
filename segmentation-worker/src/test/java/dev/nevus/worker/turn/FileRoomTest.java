package dev.nevus.worker.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class FileRoomTest {
  private static final long KIB = 1024;

  private final FileRoom room = new FileRoom(100 * KIB);

  @Test
  void aFileWaitsForRoom() throws Exception {
    Turns.Held first = room.take(70 * KIB);
    FutureTask<Turns.Held> second = new FutureTask<>(() -> room.take(40 * KIB));
    Thread lane = new Thread(second);

    lane.start();
    await().until(() -> lane.getState() == Thread.State.WAITING);
    first.close();

    second.get().close();
  }

  @Test
  void aFileLargerThanAllOfItGetsAllOfIt() throws Exception {
    room.take(1_000 * KIB).close();

    FutureTask<Turns.Held> all = new FutureTask<>(() -> room.take(100 * KIB));
    all.run();

    assertThat(all).isDone();
  }
}
