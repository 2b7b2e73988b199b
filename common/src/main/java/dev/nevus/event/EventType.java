package dev.nevus.event;

import java.util.Optional;

/** The kinds of events, under the names and versions that they bear on the log. */
public enum EventType {
  IMAGE_STORED(ImageStored.class, "image-stored", 1),
  SEGMENTATION_REQUESTED(SegmentationRequested.class, "segmentation-requested", 1),
  MASK_PREDICTED(MaskPredicted.class, "mask-predicted", 1),
  LABEL_ACCEPTED(LabelAccepted.class, "label-accepted", 1),
  LABEL_WITHDRAWN(LabelWithdrawn.class, "label-withdrawn", 1),
  MODEL_PUBLISHED(ModelPublished.class, "model-published", 1),
  MODEL_NOMINATED(ModelNominated.class, "model-nominated", 1),
  MODEL_PROMOTED(ModelPromoted.class, "model-promoted", 1),
  MODEL_REFUSED(ModelRefused.class, "model-refused", 1),
  MODEL_SERVED(ModelServed.class, "model-served", 1),
  MODEL_DECLINED(ModelDeclined.class, "model-declined", 1),
  TRAINING_REQUESTED(TrainingRequested.class, "training-requested", 1),
  TRAINING_STARTED(TrainingStarted.class, "training-started", 1),
  TRAINING_PROGRESSED(TrainingProgressed.class, "training-progressed", 1),
  TRAINING_ENDED(TrainingEnded.class, "training-ended", 1),
  DEAD_LETTERED(DeadLettered.class, "dead-lettered", 1),
  DEAD_LETTER_DECIDED(DeadLetterDecided.class, "dead-letter-decided", 1);

  private final Class<? extends Event> event;
  private final String name;
  private final int major;

  EventType(Class<? extends Event> event, String name, int major) {
    this.event = event;
    this.name = name;
    this.major = major;
  }

  /** The kind of this event. */
  public static EventType of(Event event) {
    for (EventType type : values()) {
      if (type.event.isInstance(event)) {
        return type;
      }
    }
    throw new IllegalStateException("no type for " + event.getClass().getSimpleName());
  }

  /** The kind with this {@link #ceType()}, or empty for an unknown kind or version. */
  public static Optional<EventType> named(String ceType) {
    for (EventType type : values()) {
      if (type.ceType().equals(ceType)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** The record that carries it. */
  public Class<? extends Event> event() {
    return event;
  }

  /** Name and major version, as its schema and its sample are filed: {@code image-stored.v1}. */
  public String versionedName() {
    return name + ".v" + major;
  }

  /** The CloudEvents type: {@code dev.nevus.image-stored.v1}. */
  public String ceType() {
    return "dev.nevus." + versionedName();
  }

  /** The class path resource of its JSON Schema. */
  public String schemaResource() {
    return "/dev/nevus/event/" + versionedName() + ".schema.json";
  }
}
