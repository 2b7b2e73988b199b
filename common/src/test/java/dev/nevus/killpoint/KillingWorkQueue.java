package dev.nevus.killpoint;

import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Verdict;
import dev.nevus.eventlog.WorkQueue;
import java.io.IOException;

/** A queue whose process may end when a record is done and not yet acknowledged. */
public final class KillingWorkQueue implements WorkQueue {
  private final WorkQueue queue;
  private final KillPoint point;

  /**
   * @param queue closed with this one
   */
  public KillingWorkQueue(WorkQueue queue, KillPoint point) {
    this.queue = queue;
    this.point = point;
  }

  @Override
  public void start(Handler handler) {
    queue.start(
        new Handler() {
          @Override
          public Verdict handle(Delivery delivery) throws IOException, InterruptedException {
            Verdict verdict = handler.handle(delivery);
            point.pass("before-ack", delivery.event().id());
            return verdict;
          }

          @Override
          public boolean tellAgain(Delivery delivery) throws IOException, InterruptedException {
            return handler.tellAgain(delivery);
          }

          @Override
          public boolean isReady() {
            return handler.isReady();
          }
        });
  }

  @Override
  public int inFlight() {
    return queue.inFlight();
  }

  @Override
  public void close() {
    queue.close();
  }
}
