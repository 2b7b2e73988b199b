package dev.nevus.jmh;

import dev.nevus.event.Event;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.image.ImageId;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.mask.LesionMeasures.Box;
import dev.nevus.mask.LesionMeasures.Quality;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The two events that every image has, as a live one's are at their longest. */
public enum SampleEvent {
  IMAGE_STORED {
    @Override
    Event event() {
      ImageMetadata metadata =
          new ImageMetadata(
              Optional.of("P-0417"),
              Optional.of("L1"),
              Optional.of("T-D4000"),
              OptionalDouble.of(0.0125),
              Optional.of("ward-3"));
      return new ImageStored(
          IMAGE, Keys.original(IMAGE), "image/jpeg", 184_223, 1022, 767, metadata, AT);
    }
  },
  MASK_PREDICTED {
    @Override
    Event event() {
      MaskPredicted.Timings timings =
          new MaskPredicted.Timings(4.521, 9.254, 17.507, 1.758, 3.512, 2.257);
      return new MaskPredicted(
          IMAGE,
          MODEL,
          Keys.mask(MODEL, IMAGE),
          1022,
          767,
          measures(),
          timings,
          "worker-1",
          Optional.of(2),
          AT);
    }
  };

  private static final ImageId IMAGE =
      new ImageId("3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b");
  private static final ModelId MODEL = new ModelId("20261123T041500Z-9f2c01ab");
  private static final Instant AT = Instant.parse("2026-11-23T04:15:00.123Z");

  abstract Event event();

  /** With as many digits as measuring yields: they are most of what is written. */
  private static LesionMeasures measures() {
    return new LesionMeasures(
        120_345,
        0.15352613,
        new Box(301, 187, 420, 391),
        511.2518273,
        382.4981726,
        391.4427189,
        OptionalDouble.of(4.8930339),
        OptionalDouble.of(18.8039062),
        1502.7543216,
        0.1257391,
        1.4933081,
        11.5210947,
        0.9318264,
        0.4127735,
        Set.of(Quality.LOW_CONTRAST, Quality.DARK_FRAME));
  }
}
