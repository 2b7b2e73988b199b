package dev.nevus.eventlog.kafka;

import dev.nevus.RealServers;
import dev.nevus.eventlog.Duty;
import dev.nevus.eventlog.DutyContract;
import dev.nevus.eventlog.Topic;

class KafkaDutyIT extends DutyContract {
  @Override
  protected Duty offer(String name) {
    return new KafkaDuty(RealServers.kafka(), name, Topic.TRAININGS);
  }
}
