package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.FinishedWork;
import dev.nevus.eventlog.LogTail;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkState;
import dev.nevus.eventlog.WorkWatch;
import dev.nevus.eventlog.kafka.GroupProgress.Places;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** {@link WorkWatch} on a Kafka admin client, for share groups and consumer groups alike. */
public final class KafkaWorkWatch implements WorkWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final KafkaConfig config;
  private final Admin admin;
  private final RecordTimes times;
  private final DoneBefore done = new DoneBefore();

  /** Connects in the background. */
  public KafkaWorkWatch(KafkaConfig config) {
    this.config = config;
    int millis = Math.toIntExact(PATIENCE.toMillis());
    this.admin =
        Admin.create(
            config.client(Map.of("default.api.timeout.ms", millis, "request.timeout.ms", millis)));
    this.times = new RecordTimes(config);
  }

  @Override
  public WorkState look(String group, Set<Topic> topics)
      throws EventLogException, InterruptedException {
    return ask(group, () -> state(group, topics));
  }

  @Override
  public FinishedWork finished(String group, Set<Topic> topics)
      throws EventLogException, InterruptedException {
    return ask(group, () -> finishedWork(group, topics));
  }

  private FinishedWork finishedWork(String group, Set<Topic> topics)
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<TopicPartition> partitions = partitions(topics).keySet();
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    GroupProgress progress = GroupProgress.of(group, admin, PATIENCE);
    Map<LogTail.Partition, FinishedWork.Finished> finished = new HashMap<>();
    for (TopicPartition partition : partitions) {
      finished.put(
          new LogTail.Partition(partition.topic(), partition.partition()),
          progress.finished(partition, ends.getOrDefault(partition, 0L)));
    }
    return new FinishedWork(finished);
  }

  private <T> T ask(String group, Question<T> question)
      throws EventLogException, InterruptedException {
    try {
      return question.answer();
    } catch (InterruptException e) {
      throw Interrupts.checked(e);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw new EventLogException(
          "the brokers at " + config.bootstrap() + " do not tell of the group " + group, e);
    }
  }

  @Override
  public void close() {
    times.close();
    admin.close(PATIENCE);
  }

  @Override
  public String toString() {
    return "KafkaWorkWatch[" + config.bootstrap() + "]";
  }

  /** The ends are asked for first: what the group did until then is known afterwards. */
  private WorkState state(String group, Set<Topic> topics)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, Topic> partitions = partitions(topics);
    Map<TopicPartition, Long> begins = offsets(partitions.keySet(), OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(partitions.keySet(), OffsetSpec.latest());
    GroupProgress progress = GroupProgress.of(group, admin, PATIENCE);
    Map<Topic, Long> waiting = new EnumMap<>(Topic.class);
    // On a topic that is not there, as after an upgrade, nothing waits.
    topics.forEach(topic -> waiting.put(topic, 0L));
    Optional<Instant> oldest = Optional.empty();
    for (Map.Entry<TopicPartition, Topic> entry : partitions.entrySet()) {
      TopicPartition partition = entry.getKey();
      long begin = begins.getOrDefault(partition, 0L);
      long end = ends.getOrDefault(partition, begin);
      long undone = progress.undone(partition, begin, end);
      waiting.merge(entry.getValue(), undone, Long::sum);
      long next = progress.next(partition, begin);
      long first =
          progress.places() == Places.EXACT
              ? next
              : done.first(group, partition, next, undone, end, progress.members());
      if (undone > 0) {
        oldest = earlier(oldest, times.at(partition, first));
      }
    }
    return new WorkState(waiting, oldest, progress.members());
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isBefore(other.get()) ? one : other;
  }

  private Map<TopicPartition, Topic> partitions(Set<Topic> topics)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, Topic> partitions = new HashMap<>();
    KafkaTopics.present(admin, topics, PATIENCE)
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        info ->
                            partitions.put(
                                new TopicPartition(topic.topicName(), info.partition()), topic)));
    return partitions;
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> told :
        answer(admin.listOffsets(asked).all()).entrySet()) {
      offsets.put(told.getKey(), told.getValue().offset());
    }
    return offsets;
  }

  private static <T> T answer(KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @FunctionalInterface
  private interface Question<T> {
    T answer() throws ExecutionException, TimeoutException, InterruptedException;
  }
}
