package dev.nevus.eventlog;

import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Event;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.LabelWithdrawn;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.SegmentationRequested;
import dev.nevus.event.TrainingEnded;
import dev.nevus.event.TrainingProgressed;
import dev.nevus.event.TrainingRequested;
import dev.nevus.event.TrainingStarted;
import java.util.Arrays;
import java.util.Optional;

/** The topics of the log, and which event goes where. */
public enum Topic {
  /**
   * Image bytes or references, pushed by hospitals; the only topic whose records are not events.
   */
  IMAGES_INBOUND("nevus.images.inbound"),
  IMAGES_STORED("nevus.images.stored"),
  /** Stored images too, which go behind all live ones. */
  IMAGES_BACKLOG("nevus.images.backlog"),
  SEGMENTATIONS_REQUESTED("nevus.segmentations.requested"),
  MASKS_PREDICTED("nevus.masks.predicted"),
  LABELS_ACCEPTED("nevus.labels.accepted"),
  MODELS_PUBLISHED("nevus.models.published"),
  TRAININGS("nevus.trainings"),
  DEAD_LETTERS("nevus.dead-letters");

  private final String topicName;

  Topic(String topicName) {
    this.topicName = topicName;
  }

  /** The topic's name on the broker. */
  public String topicName() {
    return topicName;
  }

  /** The topic with this {@link #topicName()}; empty for one that is not of Nevus. */
  public static Optional<Topic> named(String topicName) {
    return Arrays.stream(values()).filter(topic -> topic.topicName.equals(topicName)).findFirst();
  }

  /** Where this event is written. */
  public static Topic of(Event event) {
    if (event instanceof ImageStored stored) {
      return stored.goesBehind() ? IMAGES_BACKLOG : IMAGES_STORED;
    }
    if (event instanceof SegmentationRequested) {
      return SEGMENTATIONS_REQUESTED;
    }
    if (event instanceof MaskPredicted) {
      return MASKS_PREDICTED;
    }
    if (event instanceof LabelAccepted || event instanceof LabelWithdrawn) {
      return LABELS_ACCEPTED;
    }
    if (event instanceof TrainingRequested
        || event instanceof TrainingStarted
        || event instanceof TrainingProgressed
        || event instanceof TrainingEnded) {
      return TRAININGS;
    }
    return event instanceof DeadLettered || event instanceof DeadLetterDecided
        ? DEAD_LETTERS
        : MODELS_PUBLISHED;
  }
}
