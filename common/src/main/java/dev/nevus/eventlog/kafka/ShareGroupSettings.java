package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.Backoff;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a share group live on the brokers. Above all the first one: by default a new
 * group begins at the end of the topic and never sees the images that came before it.
 */
final class ShareGroupSettings {
  private static final Logger LOG = LoggerFactory.getLogger(ShareGroupSettings.class);
  private static final int TIMEOUT_SECONDS = 10;

  private final KafkaConfig config;
  private final WorkGroup group;
  private boolean applied;

  ShareGroupSettings(KafkaConfig config, WorkGroup group) {
    this.config = config;
    this.group = group;
  }

  /** Returns once the settings are in force; tries again for as long as the brokers are away. */
  synchronized void awaitApplied(Backoff backoff) throws InterruptedException {
    for (int failures = 1; !applied; failures++) {
      try {
        apply();
        applied = true;
      } catch (ExecutionException | TimeoutException e) {
        LOG.atWarn()
            .setCause(e)
            .addKeyValue("group", group.name())
            .log("share group settings not applied yet");
        backoff.pause(failures);
      }
    }
  }

  private void apply() throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, String> settings =
        Map.of(
            "share.auto.offset.reset",
            "earliest",
            "share.record.lock.duration.ms",
            Long.toString(group.lock().toMillis()),
            "share.delivery.count.limit",
            Integer.toString(WorkGroup.BROKER_DELIVERY_LIMIT),
            "share.renew.acknowledge.enable",
            "true");
    List<AlterConfigOp> operations =
        settings.entrySet().stream()
            .map(
                s ->
                    new AlterConfigOp(
                        new ConfigEntry(s.getKey(), s.getValue()), AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(config.client(Map.of()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.GROUP, group.name()), operations))
          .all()
          .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }
  }
}
