package dev.nevus.standalone.client;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Sends images and waits for their ends, as a hospital's system does. Safe for many threads. */
public final class Sender {
  private final Endings endings;
  private final Clock clock;

  public Sender(Endings endings, Clock clock) {
    this.endings = endings;
    this.clock = clock;
  }

  /** Sends one image; its end is still open. */
  public Pushed send(ImageDoor door, String name, byte[] image)
      throws IOException, InterruptedException {
    Instant sentAt = clock.instant();
    return new Pushed(name, door.name(), sentAt, door.send(image, name), Optional.empty());
  }

  /** Waits for the end of an image that was taken, but not longer than {@code patience}. */
  public Pushed await(Pushed pushed, Duration patience) throws InterruptedException {
    if (pushed.sending() instanceof Sending.Taken taken) {
      return pushed.ended(endings.await(taken.image(), patience));
    }
    return pushed;
  }
}
