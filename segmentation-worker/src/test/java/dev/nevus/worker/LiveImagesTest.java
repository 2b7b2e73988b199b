package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveImagesTest {
  private final LiveImages live = new LiveImages(2);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void otherWorkBeginsWhereALaneIsFree() throws Exception {
    live.begin();

    threads.submit(this::awaitFreeLane).get();

    live.end();
  }

  @Test
  void otherWorkWaitsWhileAllLanesAreTakenOrChangeTheirImages() {
    live.begin();
    live.begin();
    Future<?> waiting = threads.submit(this::awaitFreeLane);

    for (int i = 0; i < 1_000; i++) {
      live.end();
      live.begin();
    }
    boolean beganTooEarly = waiting.isDone();
    live.end();

    assertThat(beganTooEarly).isFalse();
    await().until(waiting::isDone);
  }

  private void awaitFreeLane() {
    try {
      live.awaitFreeLane();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
