package dev.nevus.standalone.client;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.MaskPredicted;
import java.time.Instant;

/** How an image ended, as the log told it. */
public sealed interface Ending {
  /** When this process saw it; comparable with when this process sent the image. */
  Instant seen();

  /** What travelled with the image. */
  Correlation correlation();

  /** With a mask. */
  record Segmented(MaskPredicted mask, Correlation correlation, Instant seen) implements Ending {}

  /** Without one. */
  record GivenUp(DeadLettered letter, Correlation correlation, Instant seen) implements Ending {}
}
