package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Samples;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Feeds one epoch: shuffles, varies and packs samples on a background thread, a few batches ahead
 * of the one that trains. Samples that do not fill a last batch sit this epoch out. One thread may
 * call it.
 */
final class BatchFeeder implements AutoCloseable {
  private static final int AHEAD = 4;

  private final Samples samples;
  private final Augmentation augmentation;
  private final int batchSize;
  private final Random random;
  private final int[] order;
  private final ExecutorService thread;
  private final Deque<Future<Batch>> prepared = new ArrayDeque<>();
  private int submitted;

  /** {@code seed} fixes the order and the variations of this epoch. */
  BatchFeeder(Samples samples, Augmentation augmentation, int batchSize, long seed) {
    this.samples = samples;
    this.augmentation = augmentation;
    this.batchSize = batchSize;
    this.random = new Random(seed);
    this.order = shuffled(samples.size(), random);
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread feeder = new Thread(task, "batch-feeder");
              feeder.setDaemon(true);
              return feeder;
            });
  }

  /** The next batch, or nothing at the end of the epoch. */
  Optional<Batch> next() throws InterruptedException {
    while (prepared.size() < AHEAD && (submitted + 1) * batchSize <= order.length) {
      int first = submitted * batchSize;
      prepared.add(thread.submit(() -> batch(first)));
      submitted++;
    }
    Future<Batch> head = prepared.poll();
    if (head == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(head.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a batch could not be prepared", e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private Batch batch(int first) {
    Batch batch = new Batch(batchSize, samples.height(), samples.width());
    boolean square = samples.height() == samples.width();
    for (int i = 0; i < batchSize; i++) {
      augmentation
          .draw(random, square)
          .write(samples.get(order[first + i]), batch.pixels(), batch.masks(), i);
    }
    return batch;
  }

  private static int[] shuffled(int size, Random random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
