package dev.nevus.trainer.report.tensorboard;

import java.time.Instant;
import java.util.Map;

/**
 * TensorFlow's {@code Event} message (event.proto, summary.proto) as bytes: what TensorBoard shows
 * at one step.
 */
final class Event {
  private static final String VERSION = "brain.Event:2";

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;

  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SCALAR = 2;
  private static final int VALUE_IMAGE = 4;

  private static final int IMAGE_HEIGHT = 1;
  private static final int IMAGE_WIDTH = 2;
  private static final int IMAGE_CHANNELS = 3;
  private static final int IMAGE_ENCODED = 4;
  private static final int RGB = 3;

  private Event() {}

  /** The first event of each file. */
  static byte[] version(Instant at) {
    return new Protobuf().decimal(WALL_TIME, seconds(at)).text(FILE_VERSION, VERSION).toBytes();
  }

  /**
   * Several figures.
   *
   * @param scalars tag to value
   */
  static byte[] scalars(Instant at, long step, Map<String, Double> scalars) {
    Protobuf summary = new Protobuf();
    scalars.forEach(
        (tag, value) ->
            summary.nested(
                SUMMARY_VALUE,
                new Protobuf().text(VALUE_TAG, tag).decimal(VALUE_SCALAR, value.floatValue())));
    return event(at, step, summary);
  }

  /** One picture; an RGB PNG of the given size in pixels. */
  static byte[] image(Instant at, long step, String tag, int width, int height, byte[] png) {
    Protobuf image =
        new Protobuf()
            .whole(IMAGE_HEIGHT, height)
            .whole(IMAGE_WIDTH, width)
            .whole(IMAGE_CHANNELS, RGB)
            .bytes(IMAGE_ENCODED, png);
    return event(
        at,
        step,
        new Protobuf()
            .nested(SUMMARY_VALUE, new Protobuf().text(VALUE_TAG, tag).nested(VALUE_IMAGE, image)));
  }

  private static byte[] event(Instant at, long step, Protobuf summary) {
    return new Protobuf()
        .decimal(WALL_TIME, seconds(at))
        .whole(STEP, step)
        .nested(SUMMARY, summary)
        .toBytes();
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1000.0;
  }
}
