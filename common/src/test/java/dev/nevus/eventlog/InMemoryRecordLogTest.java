package dev.nevus.eventlog;

import java.time.Clock;

class InMemoryRecordLogTest extends RecordLogContract {
  private final InMemoryRecordLog records = new InMemoryRecordLog(Clock.systemUTC());

  @Override
  protected RecordLog records() {
    return records;
  }
}
