package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.GivingUp;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import dev.nevus.lifecycle.StageFigures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link WorkQueue} on a Kafka share group (KIP-932): the broker hands out single records and keeps
 * their state, so workers scale beyond partitions and a slow image blocks nobody. One {@link
 * ShareLane} for each record that is worked on at once.
 */
public final class ShareGroupQueue implements WorkQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ShareGroupQueue.class);

  private final KafkaConfig config;
  private final WorkGroup group;
  private final Set<Topic> topics;
  private final KafkaEvents events;
  private final GivingUp givingUp;
  private final MeterRegistry registry;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final List<ShareLane> lanes = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool(ShareGroupQueue::named);

  /** Connects when started. */
  public ShareGroupQueue(
      KafkaConfig config,
      WorkGroup group,
      Set<Topic> topics,
      KafkaEvents events,
      GivingUp givingUp,
      MeterRegistry registry) {
    this.config = config;
    this.group = group;
    this.topics = Set.copyOf(topics);
    this.events = events;
    this.givingUp = givingUp;
    this.registry = registry;
    registry.gauge("nevus.in.flight", Tags.of("group", group.name()), inFlight);
  }

  @Override
  public synchronized void start(Handler handler) {
    RecordWork work =
        new RecordWork(
            events,
            handler,
            givingUp.letters(),
            group.attempts(),
            Backoff.DEFAULT,
            Optional.of(givingUp.suspects().in(group.name())));
    ShareGroupSettings settings = new ShareGroupSettings(config, group);
    StageFigures figures = new StageFigures(registry);
    for (int i = 0; i < group.lanes(); i++) {
      ShareLane lane = new ShareLane(config, group, topics, work, inFlight, figures);
      lanes.add(lane);
      threads.execute(
          () -> {
            try {
              settings.awaitApplied(Backoff.DEFAULT);
              lane.run(threads, registry);
            } catch (InterruptedException e) {
              LOG.debug("lane interrupted while starting");
            }
          });
    }
  }

  @Override
  public int inFlight() {
    return inFlight.get();
  }

  @Override
  public synchronized void close() {
    lanes.forEach(ShareLane::stop);
    threads.shutdown();
    try {
      // Each lane drains by itself; the margin is for its goodbye to the broker.
      if (!threads.awaitTermination(group.drain().toMillis() + 5_000, TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
        LOG.warn("work in hand was abandoned: another worker gets it when its locks expire");
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "ShareGroupQueue[" + group.name() + ", " + group.lanes() + " lanes]";
  }

  private static Thread named(Runnable task) {
    return new Thread(task, "work-queue");
  }
}
