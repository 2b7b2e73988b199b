package dev.nevus.eventlog.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records of a share group are not done yet, as the gauge {@code nevus_backlog}. Asks the
 * brokers, so it is right with no worker running; not a number while they do not answer.
 */
public final class ShareGroupBacklog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareGroupBacklog.class);
  private static final int TIMEOUT_SECONDS = 5;

  private final Admin admin;
  private final String group;
  private final Future<?> looking;
  private volatile double records = Double.NaN;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(ShareGroupBacklog::daemon);

  /** Begins to look, now and then. */
  public ShareGroupBacklog(
      KafkaConfig config, String group, MeterRegistry registry, Duration every) {
    this.admin = Admin.create(config.client(Map.of()));
    this.group = group;
    Gauge.builder("nevus.backlog", this, ShareGroupBacklog::records)
        .description("Records of the share group that are not done yet")
        .tag("group", group)
        .register(registry);
    this.looking =
        timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Records not done at the last look; not a number where the brokers gave no answer. */
  public double records() {
    return records;
  }

  @Override
  public void close() {
    looking.cancel(true);
    timer.shutdownNow();
    admin.close(Duration.ofSeconds(TIMEOUT_SECONDS));
  }

  private void look() {
    try {
      Map<String, ListShareGroupOffsetsSpec> all = Map.of(group, new ListShareGroupOffsetsSpec());
      double sum =
          admin
              .listShareGroupOffsets(all)
              .partitionsToOffsetInfo(group)
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
              .values()
              .stream()
              .mapToDouble(ShareGroupBacklog::lag)
              .sum();
      records = sum;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      records = Double.NaN;
      LOG.atDebug().setCause(e).addKeyValue("group", group).log("the backlog is not known");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static double lag(SharePartitionOffsetInfo partition) {
    return partition.lag().map(Long::doubleValue).orElse(0.0);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "share-group-backlog");
    thread.setDaemon(true);
    return thread;
  }
}
