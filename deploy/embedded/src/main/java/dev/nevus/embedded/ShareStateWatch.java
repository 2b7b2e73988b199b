package dev.nevus.embedded;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;

/**
 * Asks a broker again and again how far its share groups are, for as long as the process lives. A
 * broker that was killed can come back with a share coordinator that answers nobody, ever, while
 * all else works (seen with Kafka 4.4.0): its groups stand still then, until it is started once
 * more.
 */
final class ShareStateWatch {
  /** One after the other, before the broker is given up. */
  private static final int LOOKS_IN_VAIN = 9;

  private final Admin admin;
  private final Duration every;
  private final Runnable giveUp;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "share-state-watch");
            thread.setDaemon(true);
            return thread;
          });
  private int inVain;

  /**
   * @param every pause between looks, and what an answer may take
   * @param giveUp told once; the looks end
   */
  ShareStateWatch(String bootstrap, Duration every, Runnable giveUp) {
    int millis = Math.toIntExact(every.toMillis());
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "request.timeout.ms",
                millis,
                "default.api.timeout.ms",
                millis));
    this.every = every;
    this.giveUp = giveUp;
  }

  void start() {
    long millis = every.toMillis();
    var unused = timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      inVain = isTold() ? 0 : inVain + 1;
      if (inVain == LOOKS_IN_VAIN) {
        timer.shutdown();
        giveUp.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A broker that does not even list its groups has other troubles, which pass or end it. */
  private boolean isTold() throws InterruptedException {
    try {
      for (GroupListing group : admin.listGroups(ListGroupsOptions.forShareGroups()).all().get()) {
        if (!isTold(group.groupId())) {
          return false;
        }
      }
      return true;
    } catch (ExecutionException e) {
      return true;
    }
  }

  private boolean isTold(String group) throws InterruptedException {
    try {
      admin
          .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
          .partitionsToOffsetInfo(group)
          .get(every.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
