package dev.nevus.eventlog.kafka;

import dev.nevus.eventlog.FinishedWork.Finished;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.admin.SharePartitionOffsetInfo;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;

/**
 * How far a group is, whatever its kind: a name stands for a share group or a consumer group, never
 * for both, so the brokers know which.
 */
final class GroupProgress {
  /** What a place that is kept says of the record that it names. */
  enum Places {
    /** It is the first one that is not done. */
    EXACT,
    /** All before it is done, and so may be some from it on. */
    TRAILING
  }

  private final int members;
  private final Places kind;
  private final Map<TopicPartition, Place> known;

  /**
   * @param next nothing before is left to be done
   * @param beyond from here on nothing is done
   * @param undone how many are not, between the two
   * @param which of them, where that is told
   */
  private record Place(long next, long beyond, long undone, Optional<Set<Long>> which) {}

  private GroupProgress(int members, Places kind, Map<TopicPartition, Place> known) {
    this.members = members;
    this.kind = kind;
    this.known = Map.copyOf(known);
  }

  /** Asks the brokers; a group that they do not know has no members and no places. */
  static GroupProgress of(String group, Admin admin, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    Optional<Integer> sharing =
        ifThere(
            admin.describeShareGroups(Set.of(group)).all(),
            patience,
            found -> found.values().iterator().next().members().size());
    if (sharing.isPresent()) {
      return shared(group, sharing.get(), admin, patience);
    }
    Optional<Integer> consuming =
        ifThere(
            admin.describeConsumerGroups(Set.of(group)).all(),
            patience,
            found -> found.values().iterator().next().members().size());
    return consuming.isPresent()
        ? consumed(group, consuming.get(), admin, patience)
        : new GroupProgress(0, Places.EXACT, Map.of());
  }

  int members() {
    return members;
  }

  Places places() {
    return kind;
  }

  /**
   * The group's place on a partition; its beginning where the group has not begun with it.
   *
   * @param begin first offset that is still on the log
   */
  long next(TopicPartition partition, long begin) {
    Place place = known.get(partition);
    return place == null ? begin : Math.max(begin, place.next());
  }

  /**
   * Records of a partition that are not done.
   *
   * @param begin first offset that is still on the log
   * @param end the offset after the last one
   */
  long undone(TopicPartition partition, long begin, long end) {
    Place place = known.get(partition);
    long behind = Math.max(0, end - next(partition, begin));
    return place == null
        ? behind
        : Math.min(behind, place.undone() + Math.max(0, end - place.beyond()));
  }

  /**
   * What the group is certainly done with.
   *
   * @param end the offset after the last one, asked for before the group was
   */
  Finished finished(TopicPartition partition, long end) {
    Place place = known.get(partition);
    if (place == null) {
      return new Finished(0, Set.of());
    }
    if (place.which().isPresent()) {
      return new Finished(place.beyond(), place.which().get());
    }
    // Which of those from its place on are done a share group keeps to itself, unless all are.
    return new Finished(
        place.undone() == 0 && place.beyond() == Long.MAX_VALUE ? end : place.next(), Set.of());
  }

  private static GroupProgress shared(String group, int members, Admin admin, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, SharePartitionOffsetInfo> told =
        admin
            .listShareGroupOffsets(Map.of(group, new ListShareGroupOffsetsSpec()))
            .partitionsToOffsetInfo(group)
            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    Map<TopicPartition, Place> places = new HashMap<>();
    for (Map.Entry<TopicPartition, @Nullable SharePartitionOffsetInfo> one : told.entrySet()) {
      // Null until somebody has begun with the partition.
      SharePartitionOffsetInfo info = one.getValue();
      if (info != null) {
        places.put(one.getKey(), place(info));
      }
    }
    return new GroupProgress(members, Places.TRAILING, places);
  }

  private static GroupProgress consumed(String group, int members, Admin admin, Duration patience)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> told =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    Map<TopicPartition, Place> places = new HashMap<>();
    for (Map.Entry<TopicPartition, @Nullable OffsetAndMetadata> one : told.entrySet()) {
      OffsetAndMetadata committed = one.getValue();
      if (committed != null) {
        // Workers tell beside the offset what is finished beyond it.
        OffsetNote note = OffsetNote.parse(committed.offset(), committed.metadata());
        places.put(
            one.getKey(),
            new Place(
                note.offset(),
                note.end(),
                note.unfinished().size(),
                Optional.of(note.unfinished().keySet())));
      }
    }
    return new GroupProgress(members, Places.EXACT, places);
  }

  /** The brokers count up to the partition's end; where they do not, nothing beyond is done. */
  private static Place place(SharePartitionOffsetInfo info) {
    return info.lag()
        .map(
            lag ->
                new Place(info.startOffset(), Long.MAX_VALUE, Math.max(0, lag), Optional.empty()))
        .orElseGet(() -> new Place(info.startOffset(), info.startOffset(), 0, Optional.empty()));
  }

  /** Empty where the brokers know no such group of that kind, or nothing of the kind. */
  private static <T> Optional<Integer> ifThere(
      KafkaFuture<T> answer, Duration patience, Function<T, Integer> members)
      throws ExecutionException, TimeoutException, InterruptedException {
    try {
      return Optional.of(members.apply(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS)));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException
          || e.getCause() instanceof UnsupportedVersionException) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
