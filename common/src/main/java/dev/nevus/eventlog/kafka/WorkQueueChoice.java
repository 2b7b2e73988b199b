package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out how the brokers can hand out the work of a group. Safe for many threads. */
public final class WorkQueueChoice {
  private static final Logger LOG = LoggerFactory.getLogger(WorkQueueChoice.class);
  private static final int TIMEOUT_SECONDS = 10;

  /** The metadata version of 4.2: share groups of 4.1 were a preview and cannot renew a lock. */
  private static final short SHARES_METADATA_VERSION = 28;

  private final KafkaConfig config;

  public WorkQueueChoice(KafkaConfig config) {
    this.config = config;
  }

  /**
   * What {@link WorkQueueKind#AUTO} means for this group. A group that began as a consumer group
   * stays one, whatever the brokers learn: its place on the log is kept there, and brokers give the
   * name to no other kind of group.
   *
   * @return anything but {@link WorkQueueKind#AUTO}
   * @throws ExecutionException if the brokers refuse the answer
   * @throws TimeoutException if they do not answer
   */
  public WorkQueueKind ask(String group)
      throws ExecutionException, TimeoutException, InterruptedException {
    Admin admin = Admin.create(config.client(Map.of()));
    try {
      if (!hasShareGroups(admin)) {
        return WorkQueueKind.CONSUMER_GROUP;
      }
      ListGroupsOptions older =
          new ListGroupsOptions().withTypes(Set.of(GroupType.CLASSIC, GroupType.CONSUMER));
      boolean began =
          admin.listGroups(older).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).stream()
              .anyMatch(listing -> listing.groupId().equals(group));
      return began ? WorkQueueKind.CONSUMER_GROUP : WorkQueueKind.SHARE_GROUP;
    } finally {
      // Without a limit it would wait for questions that nobody answers.
      admin.close(Duration.ZERO);
    }
  }

  /** As {@link #ask}, but waits for brokers that are away. */
  WorkQueueKind await(String group, Backoff backoff) throws InterruptedException {
    for (int failures = 1; ; failures++) {
      try {
        return ask(group);
      } catch (ExecutionException | TimeoutException | KafkaException e) {
        LOG.atWarn()
            .addKeyValue("group", group)
            .addKeyValue("cause", e.toString())
            .log("waiting for the brokers to tell how they hand out work");
        backoff.pause(failures);
      }
    }
  }

  private static boolean hasShareGroups(Admin admin)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      FeatureMetadata features =
          admin.describeFeatures().featureMetadata().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      FinalizedVersionRange shares = features.finalizedFeatures().get("share.version");
      // What all brokers agreed on: the one that answers may be ahead of the others in an upgrade.
      FinalizedVersionRange metadata = features.finalizedFeatures().get("metadata.version");
      return shares != null
          && shares.maxVersionLevel() >= 1
          && metadata != null
          && metadata.maxVersionLevel() >= SHARES_METADATA_VERSION;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnsupportedVersionException) {
        return false;
      }
      throw e;
    }
  }
}
