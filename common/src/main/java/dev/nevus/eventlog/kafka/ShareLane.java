package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Topic;
import dev.nevus.lifecycle.StageFigures;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One share consumer and the one record that it has in hand. The consumer's thread polls, renews
 * the record's lock while another thread works on it, and acknowledges it at its end.
 */
final class ShareLane {
  private static final Logger LOG = LoggerFactory.getLogger(ShareLane.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration NOT_READY = Duration.ofMillis(50);
  private static final Duration CLOSE = Duration.ofSeconds(3);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  private final KafkaConfig config;
  private final WorkGroup group;
  private final Set<Topic> topics;
  private final RecordWork work;
  private final AtomicInteger inFlight;
  private final StageFigures figures;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Deque<ConsumerRecord<String, byte[]>> waiting = new ArrayDeque<>();

  /** Whether an acknowledgement waits for the next fetch. */
  private boolean isDoneUnsent;

  /** Processor time of the lane's own thread when it was last looked at. */
  private long workedBefore;

  ShareLane(
      KafkaConfig config,
      WorkGroup group,
      Set<Topic> topics,
      RecordWork work,
      AtomicInteger inFlight,
      StageFigures figures) {
    this.config = config;
    this.group = group;
    this.topics = topics;
    this.work = work;
    this.inFlight = inFlight;
    this.figures = figures;
  }

  void stop() {
    stopping.countDown();
  }

  /** Works until stopped; a fault of the broker or the client is waited out with a new consumer. */
  void run(ExecutorService workers, MeterRegistry registry) throws InterruptedException {
    while (!isStopping()) {
      try (KafkaShareConsumer<String, byte[]> consumer = consumer();
          ShareConsumerMetrics metrics = ShareConsumerMetrics.bound(consumer, registry)) {
        LOG.atDebug().addKeyValue("metrics", metrics.count()).log("lane open");
        consumer.subscribe(topics.stream().map(Topic::topicName).toList());
        consumer.setAcknowledgementCommitCallback(LostLocks::tell);
        workedBefore = THREADS.getCurrentThreadCpuTime();
        while (!isStopping()) {
          step(consumer, workers);
        }
        release(consumer);
      } catch (InterruptException e) {
        throw new InterruptedException("lane interrupted");
      } catch (KafkaException | IllegalStateException e) {
        LOG.atWarn().setCause(e).log("the lane lost its consumer and opens another one");
        waiting.clear();
        if (stopping.await(PAUSE_AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    }
  }

  private void step(KafkaShareConsumer<String, byte[]> consumer, ExecutorService workers)
      throws InterruptedException {
    fetch(consumer);
    ConsumerRecord<String, byte[]> record = waiting.poll();
    if (record == null) {
      return;
    }
    inFlight.incrementAndGet();
    try {
      int attempt = record.deliveryCount().map(Short::intValue).orElse(1);
      Future<RecordWork.End> future =
          workers.submit(() -> work.finish(KafkaEvents.logRecord(record), attempt));
      RecordWork.End end = await(consumer, record, future);
      acknowledge(consumer, record, end);
    } finally {
      inFlight.decrementAndGet();
    }
  }

  /** Takes the next record, unless one waits already or the handler would only let it wait. */
  private void fetch(KafkaShareConsumer<String, byte[]> consumer) throws InterruptedException {
    if (waiting.isEmpty() && work.isReady()) {
      // The fetch carries what is done with it.
      isDoneUnsent = false;
      consumer.poll(POLL).forEach(waiting::add);
      return;
    }
    sendWhatIsDone(consumer);
    if (waiting.isEmpty()) {
      stopping.await(NOT_READY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void sendWhatIsDone(KafkaShareConsumer<String, byte[]> consumer) {
    if (isDoneUnsent) {
      isDoneUnsent = false;
      consumer.commitAsync();
    }
  }

  private void acknowledge(
      KafkaShareConsumer<String, byte[]> consumer,
      ConsumerRecord<String, byte[]> record,
      RecordWork.End end) {
    long began = System.nanoTime();
    consumer.acknowledge(
        record, end == RecordWork.End.FINISHED ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
    isDoneUnsent = true;
    long worked = THREADS.getCurrentThreadCpuTime();
    figures.stage(
        "acknowledge",
        Duration.ofNanos(System.nanoTime() - began),
        Duration.ofNanos(worked - workedBefore));
    workedBefore = worked;
  }

  /**
   * The work's end; keeps the lock alive meanwhile, and gives up waiting when the drain time after
   * a stop is over.
   */
  private RecordWork.End await(
      KafkaShareConsumer<String, byte[]> consumer,
      ConsumerRecord<String, byte[]> record,
      Future<RecordWork.End> work)
      throws InterruptedException {
    long renewEvery = group.lock().toNanos() / 2;
    long renewAt = System.nanoTime() + renewEvery;
    long giveUpAt = Long.MAX_VALUE;
    while (true) {
      Optional<RecordWork.End> end = within(work, POLL);
      if (end.isPresent()) {
        return end.get();
      }
      long now = System.nanoTime();
      if (isStopping() && giveUpAt == Long.MAX_VALUE) {
        giveUpAt = now + group.drain().toNanos();
      }
      if (now >= giveUpAt) {
        work.cancel(true);
        return RecordWork.End.AGAIN;
      }
      if (now >= renewAt) {
        renew(consumer, record);
        renewAt = now + renewEvery;
      }
    }
  }

  private static Optional<RecordWork.End> within(Future<RecordWork.End> work, Duration patience)
      throws InterruptedException {
    try {
      return Optional.of(work.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      LOG.atError().setCause(e.getCause()).log("the work on a record broke");
      return Optional.of(RecordWork.End.AGAIN);
    }
  }

  /**
   * A renewed record comes back from the next poll (KIP-1222); others that come with it wait their
   * turn.
   */
  private void renew(
      KafkaShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> inHand) {
    consumer.acknowledge(inHand, AcknowledgeType.RENEW);
    waiting.forEach(record -> consumer.acknowledge(record, AcknowledgeType.RENEW));
    waiting.clear();
    LostLocks.tell(consumer.commitSync());
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(1))) {
      if (!sameRecord(record, inHand)) {
        waiting.add(record);
      }
    }
  }

  private void release(KafkaShareConsumer<String, byte[]> consumer) {
    waiting.forEach(record -> consumer.acknowledge(record, AcknowledgeType.RELEASE));
    waiting.clear();
    LostLocks.tell(consumer.commitSync(CLOSE));
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private KafkaShareConsumer<String, byte[]> consumer() {
    Map<String, Object> properties =
        config.client(
            Map.of(
                "group.id", group.name(),
                "share.acknowledgement.mode", "explicit",
                "share.acquire.mode", "record_limit",
                "max.poll.records", "1"));
    return new KafkaShareConsumer<>(
        properties, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static boolean sameRecord(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
    return one.offset() == other.offset()
        && one.partition() == other.partition()
        && one.topic().equals(other.topic());
  }
}
