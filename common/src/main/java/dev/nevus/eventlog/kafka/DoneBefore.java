package dev.nevus.eventlog.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Remembers before which offsets all is done. A share group's own place on a partition trails what
 * is done until somebody acknowledges more, which a resting group does not: the last record of
 * yesterday would be taken for the first one of today. Not for several threads.
 */
final class DoneBefore {
  private final Map<Place, Long> known = new HashMap<>();

  private record Place(String group, TopicPartition partition) {}

  /**
   * Where the oldest record that is not done stands.
   *
   * @param next the group's place: all before is done
   * @param undone how many records up to {@code end} are not done
   * @param end where the partition ends
   * @param members of the group now
   */
  long first(
      String group, TopicPartition partition, long next, long undone, long end, int members) {
    // There it stands if records were done in their order; it cannot stand behind.
    long inOrder = Math.max(next, end - undone);
    Place place = new Place(group, partition);
    if (undone == 0 || members == 0) {
      // Certain where none is left. Where nobody is there, those done out of order are few.
      known.merge(place, inOrder, Math::max);
    }
    return Math.min(inOrder, Math.max(next, known.getOrDefault(place, next)));
  }
}
