package dev.nevus.eventlog.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the brokers hand out work. */
public enum WorkQueueKind {
  /** As the brokers can: a share group where there are such, else a consumer group. */
  AUTO,
  /** {@link ShareGroupQueue}: single records to whoever is free. Brokers from 4.2. */
  SHARE_GROUP,
  /** {@link ConsumerGroupQueue}: partitions to members. Brokers from 2.1. */
  CONSUMER_GROUP;

  /** As in settings, for example {@code share-group}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static List<String> words() {
    return Arrays.stream(values()).map(WorkQueueKind::word).toList();
  }

  static WorkQueueKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
