package dev.nevus.eventlog.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that this process took out of its partition.
 *
 * @param home the assignment under which it was taken
 * @param record as it came
 * @param attempt begun last; 0 where none was
 */
record TakenRecord(AssignedPartition home, ConsumerRecord<String, byte[]> record, int attempt) {
  /** The same with one more attempt begun. */
  TakenRecord begun() {
    return new TakenRecord(home, record, home.ledger().begin(record.offset()));
  }

  void finish() {
    home.ledger().finish(record.offset());
  }

  void giveBack() {
    home.ledger().giveBack(record.offset());
  }
}
