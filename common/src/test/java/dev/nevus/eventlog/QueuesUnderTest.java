package dev.nevus.eventlog;

import static org.awaitility.Awaitility.await;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.ImageStored;
import dev.nevus.image.ImageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;

/**
 * The queues of one test: they share their work, are closed when it ends, and let other tests'
 * events pass.
 */
abstract class QueuesUnderTest {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final String group = "contract-" + UUID.randomUUID();
  private final List<WorkQueue> open = new ArrayList<>();
  private final Set<ImageId> mine = new HashSet<>();

  /** Where the queues' events come from. */
  protected abstract EventLog log();

  /**
   * A queue of {@code group} that gives up after 3 attempts, waits 1 s when closing, and holds a
   * silent worker's lock 2 s.
   */
  protected abstract WorkQueue queue(String group, int lanes);

  /**
   * Runs a worker of {@code group} in a process of its own, as a queue of one lane. Returns when it
   * died in the middle of its work on {@code deadly}; other events it finishes.
   */
  protected abstract void dieWith(ImageId deadly, String group) throws Exception;

  /** All dead letters of the log so far. */
  protected abstract List<DeadLettered> deadLetters();

  @AfterEach
  final void close() {
    open.forEach(WorkQueue::close);
  }

  final WorkQueue start(int lanes, Handler handler) {
    WorkQueue queue = queue(group, lanes);
    open.add(queue);
    queue.start(
        delivery -> mine.contains(image(delivery)) ? handler.handle(delivery) : Verdict.DONE);
    return queue;
  }

  final List<ImageId> publish(int count) throws Exception {
    List<ImageId> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      images.add(StoredImages.unique());
    }
    mine.addAll(images);
    for (ImageId image : images) {
      log().publish(StoredImages.event(image), Correlation.NONE);
    }
    return images;
  }

  final DeadLettered awaitDeadLetter(ImageId image) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> deadLetters().stream().filter(l -> l.image().equals(Optional.of(image))).toList(),
            letters -> letters.size() == 1)
        .get(0);
  }

  static Verdict done(ConcurrentLinkedQueue<ImageId> where, Delivery delivery) {
    where.add(image(delivery));
    return Verdict.DONE;
  }

  static ImageId image(Delivery delivery) {
    return ((ImageStored) delivery.event()).image();
  }
}
