package dev.nevus.worker;

import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Verdict;
import dev.nevus.worker.turn.Turns;
import java.io.IOException;

/** Images that somebody waits for: while one is in hand, others leave it a core. */
final class LiveImages implements Handler {
  private final Turns turns;
  private final SegmentImage images;

  LiveImages(Turns turns, SegmentImage images) {
    this.turns = turns;
    this.images = images;
  }

  @Override
  public Verdict handle(Delivery delivery) throws IOException, InterruptedException {
    Turns.Held inHand = turns.liveInHand();
    try (inHand) {
      return images.handle(delivery);
    }
  }

  @Override
  public boolean tellAgain(Delivery delivery) throws IOException, InterruptedException {
    return images.tellAgain(delivery);
  }
}
