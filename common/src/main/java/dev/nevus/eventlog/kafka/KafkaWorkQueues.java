package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.GivingUp;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkQueue;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens work queues of the kind that a group asks for, or that the brokers can do. */
public final class KafkaWorkQueues {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaWorkQueues.class);

  private final KafkaConfig config;
  private final KafkaEvents events;
  private final GivingUp givingUp;
  private final MeterRegistry registry;

  public KafkaWorkQueues(
      KafkaConfig config, KafkaEvents events, GivingUp givingUp, MeterRegistry registry) {
    this.config = config;
    this.events = events;
    this.givingUp = givingUp;
    this.registry = registry;
  }

  /**
   * A queue that connects when started. With {@link WorkQueueKind#AUTO} it then asks the brokers
   * and waits for them where they are away; what they say holds until it is closed.
   */
  public WorkQueue open(WorkGroup group, Set<Topic> topics) {
    if (group.kind() != WorkQueueKind.AUTO) {
      return open(group.kind(), group, topics);
    }
    return new ChosenWorkQueue(
        group.name(), new WorkQueueChoice(config), kind -> open(kind, group, topics));
  }

  private WorkQueue open(WorkQueueKind kind, WorkGroup group, Set<Topic> topics) {
    LOG.atInfo()
        .addKeyValue("group", group.name())
        .addKeyValue("kind", kind.word())
        .addKeyValue("asked", group.kind().word())
        .log("how the brokers hand out work");
    return kind == WorkQueueKind.SHARE_GROUP
        ? new ShareGroupQueue(config, group, topics, events, givingUp, registry)
        : new ConsumerGroupQueue(config, group, topics, events, givingUp.letters(), registry);
  }
}
