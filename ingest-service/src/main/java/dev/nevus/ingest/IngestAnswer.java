package dev.nevus.ingest;

import dev.nevus.event.Urgency;
import dev.nevus.image.ImageId;
import dev.nevus.image.Refusal;

/** What became of an upload. */
public sealed interface IngestAnswer {
  /**
   * The image is durable and announced, for the first time.
   *
   * @param urgency whether it goes behind
   */
  record Accepted(ImageId image, Urgency urgency) implements IngestAnswer {}

  /**
   * The same bytes were accepted before; nothing was done.
   *
   * @param urgency as it was the first time
   */
  record Repeated(ImageId image, Urgency urgency) implements IngestAnswer {}

  /** The bytes are no image that Nevus takes; nothing was kept. */
  record Refused(Refusal refusal) implements IngestAnswer {}

  /** The sender used its idempotency key for other bytes already; nothing was kept. */
  record KeyReused() implements IngestAnswer {}
}
