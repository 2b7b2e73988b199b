package dev.nevus.event;

import java.time.Instant;

/** A fact: it happened and never changes. Carries keys and measures, never pixels. */
public sealed interface Event
    permits ImageStored,
        SegmentationRequested,
        MaskPredicted,
        LabelAccepted,
        LabelWithdrawn,
        ModelPublished,
        ModelNominated,
        ModelPromoted,
        ModelRefused,
        ModelServed,
        ModelDeclined,
        TrainingRequested,
        TrainingStarted,
        TrainingProgressed,
        TrainingEnded,
        DeadLettered,
        DeadLetterDecided {

  /**
   * What identifies the fact: the same fact told twice has the same id, so that readers can ignore
   * repeats.
   */
  String id();

  /** What the fact is about; records with the same key stay in order. */
  String key();

  /** When it happened. */
  Instant at();
}
