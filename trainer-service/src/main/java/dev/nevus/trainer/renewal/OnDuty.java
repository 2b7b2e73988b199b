package dev.nevus.trainer.renewal;

import dev.nevus.eventlog.Backoff;
import dev.nevus.eventlog.Duty;
import dev.nevus.eventlog.RecordHandler;
import dev.nevus.eventlog.RecordSubscription;
import dev.nevus.eventlog.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The duty of the trainer: takes in labels and requests, and renews the model step by step. */
final class OnDuty implements Duty.Work {
  private static final Logger LOG = LoggerFactory.getLogger(OnDuty.class);

  /** Time counts too. */
  private static final Duration LOOK = Duration.ofSeconds(30);

  private final Renewal renewal;
  private final Bell bell;
  private final RecordHandler takeIn;
  private final Function<Topic, RecordSubscription> subscribe;

  /**
   * @param takeIn rings the bell
   * @param subscribe opens a subscription to a topic, as one of the trainers' group
   */
  OnDuty(
      Renewal renewal,
      Bell bell,
      RecordHandler takeIn,
      Function<Topic, RecordSubscription> subscribe) {
    this.renewal = renewal;
    this.bell = bell;
    this.takeIn = takeIn;
    this.subscribe = subscribe;
  }

  @Override
  public void perform() throws InterruptedException {
    try (RecordSubscription labels = subscribe.apply(Topic.LABELS_ACCEPTED);
        RecordSubscription requests = subscribe.apply(Topic.TRAININGS)) {
      labels.start(takeIn);
      requests.start(takeIn);
      renew();
    }
  }

  private void renew() throws InterruptedException {
    int failures = 0;
    while (true) {
      try {
        boolean idle = !renewal.step();
        failures = 0;
        if (idle) {
          bell.await(LOOK);
        }
      } catch (IOException e) {
        failures++;
        LOG.atWarn()
            .addKeyValue("cause", e.getMessage())
            .log("a step of the renewal failed, the trainer waits and does it again");
        Backoff.DEFAULT.pause(failures);
      }
    }
  }
}
