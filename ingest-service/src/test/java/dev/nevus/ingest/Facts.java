package dev.nevus.ingest;

import dev.nevus.event.DeadLetterDecided;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.Fault;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.LabelWithdrawn;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.Origin;
import dev.nevus.event.Replay;
import dev.nevus.event.StackTrace;
import dev.nevus.event.Urgency;
import dev.nevus.image.ImageId;
import dev.nevus.image.Refusal;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Events for tests. */
public final class Facts {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  public static final ModelId OLD_MODEL = new ModelId("20261101T000000Z-0000000a");
  public static final ModelId NEW_MODEL = new ModelId("20261102T000000Z-0000000b");
  public static final LesionMeasures MEASURES =
      new LesionMeasures(
          4000,
          0.2,
          new LesionMeasures.Box(10, 20, 80, 60),
          50.5,
          49.5,
          71.4,
          OptionalDouble.of(7.14),
          OptionalDouble.of(40),
          240,
          0.1,
          1.3,
          12,
          0.93,
          0.4,
          Set.of(LesionMeasures.Quality.LOW_CONTRAST));

  private static final ImageMetadata METADATA =
      new ImageMetadata(
          Optional.of("patient-7"),
          Optional.of("lesion-3"),
          Optional.of("left arm"),
          OptionalDouble.of(0.1),
          Optional.of("north"));

  private Facts() {}

  /** The image of this name. */
  public static ImageId image(String name) {
    return ImageId.of(name.getBytes(StandardCharsets.UTF_8));
  }

  public static ImageStored stored(ImageId image, Instant at) {
    return new ImageStored(
        image, Keys.original(image), "image/jpeg", 12_345, 160, 120, METADATA, at);
  }

  /** The same, behind all live images. */
  public static ImageStored behind(ImageId image, Instant at) {
    return new ImageStored(
        image,
        Keys.original(image),
        "image/jpeg",
        12_345,
        160,
        120,
        new ImageMetadata(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.of("south")),
        Optional.of(Urgency.BACKLOG),
        at);
  }

  public static MaskPredicted mask(ImageId image, ModelId model, Instant at) {
    return new MaskPredicted(
        image,
        model,
        Keys.mask(model, image),
        160,
        120,
        MEASURES,
        new MaskPredicted.Timings(1, 2, 3, 4, 5, 6),
        "worker-1",
        Optional.of(2),
        at);
  }

  /** A mask that ana drew. */
  public static LabelAccepted labelled(ImageId image, int number, Instant at) {
    return new LabelAccepted(
        image, number, Keys.label(image, image.sha256()), "ana", Optional.empty(), at);
  }

  public static LabelWithdrawn withdrawn(ImageId image, int number, Instant at) {
    return new LabelWithdrawn(image, number, "ben", "wrong image", at);
  }

  public static ModelPromoted promoted(ModelId model, int number) {
    return new ModelPromoted(model, number, "gate", "better", NOON.plusSeconds(number));
  }

  /** A letter about a record of this topic, with all that can be told of it. */
  public static DeadLettered dead(ImageId image, Origin origin, Optional<Replay> replay) {
    return new DeadLettered(
        Optional.of(image),
        Refusal.Code.ATTEMPTS_EXHAUSTED.id(),
        "All 3 attempts failed: the engine failed.",
        origin,
        3,
        Optional.of(Keys.original(image)),
        Optional.of(Fault.MODEL),
        Optional.of(new StackTrace("0123456789ab", Optional.of("OnnxSession.run"))),
        replay,
        NOON.plusSeconds(origin.offset()));
  }

  /** A letter about bytes that nothing could be made of. */
  public static DeadLettered garbage(byte[] bytes, long offset) {
    return new DeadLettered(
        Optional.empty(),
        Refusal.Code.UNSUPPORTED_FORMAT.id(),
        "It is no image.",
        new Origin("nevus.images.inbound", 0, offset),
        1,
        Optional.of(Keys.deadLetter(Sha256.of(bytes))),
        NOON.plusSeconds(offset));
  }

  public static DeadLetterDecided decided(
      DeadLettered letter, DeadLetterDecided.Decision decision, Instant at) {
    return new DeadLetterDecided(
        letter.origin(),
        letter.image(),
        decision,
        "ana",
        "because",
        decision == DeadLetterDecided.Decision.REPLAYED ? Optional.of(1) : Optional.empty(),
        at);
  }

  public static DeadLettered dead(ImageId image, long offset, Instant at) {
    return new DeadLettered(
        Optional.of(image),
        Refusal.Code.CORRUPT_IMAGE.id(),
        "The pixels are damaged.",
        new Origin("nevus.images.stored", 0, offset),
        3,
        Optional.of(Keys.original(image)),
        at);
  }
}
