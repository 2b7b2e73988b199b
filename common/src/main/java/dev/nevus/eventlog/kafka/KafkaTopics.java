package dev.nevus.eventlog.kafka;

import static java.util.Objects.requireNonNull;

import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing; leaves those that are there as they are. */
public final class KafkaTopics {
  private static final String FOR_EVER = "-1";
  private static final String A_WEEK = Long.toString(TimeUnit.DAYS.toMillis(7));
  private static final int INBOUND_BYTES = 32 * 1024 * 1024;
  private static final int TIMEOUT_SECONDS = 30;
  private static final Set<Topic> IN_ORDER = EnumSet.of(Topic.MODELS_PUBLISHED, Topic.TRAININGS);

  private KafkaTopics() {}

  /**
   * Returns once all topics are there.
   *
   * @param partitions of each topic but those of models and trainings, which have one since their
   *     events are few and must stay in order
   * @param replicas of each partition; 3 in production
   */
  public static void create(KafkaConfig config, int partitions, short replicas)
      throws EventLogException, InterruptedException {
    try (Admin admin = Admin.create(config.client(Map.of()))) {
      Set<String> present = admin.listTopics().names().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing = new ArrayList<>();
      for (Topic topic : Topic.values()) {
        if (!present.contains(topic.topicName())) {
          missing.add(newTopic(topic, partitions, replicas));
        }
      }
      for (KafkaFuture<Void> creation : admin.createTopics(missing).values().values()) {
        await(creation);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new EventLogException("the topics could not be created at " + config.bootstrap(), e);
    }
  }

  /**
   * What the brokers say of those topics that are there.
   *
   * @param patience with the brokers
   */
  static Map<Topic, TopicDescription> present(Admin admin, Set<Topic> topics, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, KafkaFuture<TopicDescription>> answers =
        admin.describeTopics(topics.stream().map(Topic::topicName).toList()).topicNameValues();
    Map<Topic, TopicDescription> present = new EnumMap<>(Topic.class);
    for (Topic topic : topics) {
      try {
        present.put(
            topic,
            requireNonNull(answers.get(topic.topicName()), "an answer for each that was asked for")
                .get(patience.toMillis(), TimeUnit.MILLISECONDS));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return present;
  }

  /** The names of those topics that are not there, in their order. */
  static List<String> missing(Admin admin, Set<Topic> topics, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    Set<Topic> present = present(admin, topics, patience).keySet();
    return topics.stream().filter(topic -> !present.contains(topic)).map(Topic::topicName).toList();
  }

  /** Of several processes that create a topic at once, one does and the others find it there. */
  private static void await(KafkaFuture<Void> creation)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      creation.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static NewTopic newTopic(Topic topic, int partitions, short replicas) {
    int count = IN_ORDER.contains(topic) ? 1 : partitions;
    // Facts are kept: read models are rebuilt from them. What hospitals pushed is kept as facts and
    // objects already.
    Map<String, String> settings =
        topic == Topic.IMAGES_INBOUND
            ? Map.of("retention.ms", A_WEEK, "max.message.bytes", Integer.toString(INBOUND_BYTES))
            : Map.of("retention.ms", FOR_EVER, "retention.bytes", FOR_EVER);
    return new NewTopic(topic.topicName(), count, replicas).configs(settings);
  }
}
