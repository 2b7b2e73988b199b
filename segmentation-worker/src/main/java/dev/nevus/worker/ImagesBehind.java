package dev.nevus.worker;

import dev.nevus.event.SegmentationRequested;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Handler;
import dev.nevus.eventlog.Verdict;
import dev.nevus.worker.turn.Turns;
import java.io.IOException;

/**
 * What goes behind live images: old ones, and those that are segmented again. Not even fetched
 * before live images leave a core.
 */
final class ImagesBehind implements Handler {
  private final Turns turns;
  private final SegmentImage images;
  private final SegmentRequested requests;

  ImagesBehind(Turns turns, SegmentImage images, SegmentRequested requests) {
    this.turns = turns;
    this.images = images;
    this.requests = requests;
  }

  @Override
  public Verdict handle(Delivery delivery) throws IOException, InterruptedException {
    if (delivery.event() instanceof SegmentationRequested) {
      return requests.handle(delivery);
    }
    turns.awaitQuiet();
    return images.handle(delivery);
  }

  @Override
  public boolean isReady() {
    return turns.isQuiet();
  }

  @Override
  public boolean tellAgain(Delivery delivery) throws IOException, InterruptedException {
    return delivery.event() instanceof SegmentationRequested
        ? requests.tellAgain(delivery)
        : images.tellAgain(delivery);
  }
}
