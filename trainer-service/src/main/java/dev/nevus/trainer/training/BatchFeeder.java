package dev.nevus.trainer.training;

import dev.nevus.trainer.dataset.SampleWriter;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.UNetShape;
import java.time.Duration;
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
  private final TrainingPlan plan;
  private final Random random;
  private final int[] order;
  private final ExecutorService thread;
  private final SampleWriter writer;
  private final Deque<Future<Batch>> prepared = new ArrayDeque<>();
  private int submitted;
  private long nanosWaited;

  /** The plan's seed and the epoch, counted from 1, fix the order and the variations. */
  BatchFeeder(Samples samples, TrainingPlan plan, int epoch) {
    this.samples = samples;
    this.plan = plan;
    this.random = new Random(plan.seed() + epoch);
    this.order = shuffled(samples.size(), random);
    this.writer = writer(plan.shape());
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread feeder = new Thread(task, "batch-feeder");
              feeder.setDaemon(true);
              return feeder;
            });
  }

  /** Writes samples for a net of this shape. */
  static SampleWriter writer(UNetShape shape) {
    return new SampleWriter(shape.height(), shape.width(), shape.gridHeight(), shape.gridWidth());
  }

  /** Batches of an epoch. */
  int batches() {
    return order.length / plan.batch();
  }

  /** The next batch, or nothing at the end of the epoch. */
  Optional<Batch> next() throws InterruptedException {
    while (prepared.size() < AHEAD && submitted < batches()) {
      int first = submitted * plan.batch();
      prepared.add(thread.submit(() -> batch(first)));
      submitted++;
    }
    Future<Batch> head = prepared.poll();
    if (head == null) {
      return Optional.empty();
    }
    long start = System.nanoTime();
    try {
      return Optional.of(head.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a batch could not be prepared", e.getCause());
    } finally {
      nanosWaited += System.nanoTime() - start;
    }
  }

  /** How long {@link #next} has kept its caller waiting. */
  Duration waited() {
    return Duration.ofNanos(nanosWaited);
  }

  /** Lets the batch in preparation end, and drops it. */
  @Override
  public void close() {
    prepared.forEach(batch -> batch.cancel(false));
    // The writer's native buffers may go only after the last task that uses them.
    thread.execute(writer::close);
    thread.shutdown();
  }

  private Batch batch(int first) {
    Batch batch = new Batch(plan.batch(), plan.shape());
    for (int i = 0; i < plan.batch(); i++) {
      writer.write(
          samples.get(order[first + i]),
          plan.augmentation(),
          random,
          batch.pixels(),
          batch.labels(),
          i);
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
