package dev.nevus.worker;

import dev.nevus.event.MaskPredicted;
import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageHeader;
import dev.nevus.image.ImageId;
import dev.nevus.image.LeastSize;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.model.ModelId;
import dev.nevus.segment.LesionMeasurer;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectStore;
import dev.nevus.worker.model.InUse;
import dev.nevus.worker.turn.Rank;
import dev.nevus.worker.turn.Room;
import dev.nevus.worker.turn.Turns;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;

/**
 * An image and a model in, a mask and its measures out; stores and tells nothing. The same for live
 * images, requested ones and shadows. Safe for many threads.
 */
final class MakeMask {
  private final ObjectStore store;
  private final Room room;
  private final ComputingLimit limit;
  private final ImageDecoder decoder;
  private final MaskForm form;
  private final String worker;
  private final Clock clock;

  /**
   * @param limit ends the process where the computing of an image does not
   * @param worker name of this process, told in each result
   */
  MakeMask(
      ObjectStore store,
      Room room,
      ComputingLimit limit,
      ImageDecoder decoder,
      MaskForm form,
      String worker,
      Clock clock) {
    this.store = store;
    this.room = room;
    this.limit = limit;
    this.decoder = decoder;
    this.form = form;
    this.worker = worker;
    this.clock = clock;
  }

  /**
   * Fetches the image and segments it, when it is its turn.
   *
   * @param models asked when the turn has come; one model makes the whole mask
   * @param watch its laps become the fact's timings
   * @throws NoSuchObject if the image is not in the store
   * @throws RefusedException if the image is damaged
   * @throws SegmentationException if the engine fails
   */
  MadeMask of(StoredImage image, ModelChoice models, Rank rank, Stopwatch watch)
      throws IOException, InterruptedException, RefusedException, SegmentationException {
    Turns.Held file = room.files(rank).take(bytes(image));
    try (file) {
      byte[] original = store.get(image.pixels());
      watch.lap("fetch");
      ImageHeader header = decoder.inspect(original);
      watch.lap("inspect");
      Turns.Held turn = room.turns().take(rank, pixelBytes(header, models.least()));
      // An image may wait long behind live ones: it holds no model open meanwhile.
      try (turn;
          InUse model = models.acquire()) {
        watch.lap("wait");
        return computed(image, original, header, model, watch);
      }
    }
  }

  /** Those of a request are not on the log. */
  private long bytes(StoredImage image) throws IOException {
    return image.bytes().isPresent()
        ? image.bytes().getAsLong()
        : store.size(image.pixels()).orElse(0L);
  }

  /** The image's, and those of its mask in the making. */
  private long pixelBytes(ImageHeader header, LeastSize least) {
    return ImageDecoder.decodedBytes(header, least) + form.bytesPerPixel() * header.pixels();
  }

  private MadeMask computed(
      StoredImage image, byte[] original, ImageHeader header, InUse model, Stopwatch watch)
      throws RefusedException, SegmentationException {
    ModelInput input = model.segmenter().input();
    ComputingLimit.Computing computing = limit.begin(image.id());
    try (computing;
        LesionImage pixels = decoder.decode(original, header, input.least())) {
      watch.lap("decode");
      ByteBuffer rgb = input.tensor(pixels);
      watch.lap("resize");
      Probability probability = model.segmenter().segment(rgb);
      watch.lap("infer");
      try (Mask mask = form.of(probability, pixels.width(), pixels.height())) {
        watch.lap("form");
        LesionMeasures measures =
            LesionMeasurer.measure(pixels, mask, probability, image.pixelSpacingMm());
        watch.lap("measure");
        byte[] png = MaskPng.encode(mask);
        watch.lap("encode");
        return new MadeMask(() -> png, fact(image.id(), model.id(), mask, measures, watch));
      }
    }
  }

  private MaskPredicted fact(
      ImageId image, ModelId model, Mask mask, LesionMeasures measures, Stopwatch watch) {
    return new MaskPredicted(
        image,
        model,
        Keys.mask(model, image),
        mask.width(),
        mask.height(),
        measures,
        timings(watch),
        worker,
        Optional.of(room.turns().cores()),
        clock.instant());
  }

  private static MaskPredicted.Timings timings(Stopwatch watch) {
    return new MaskPredicted.Timings(
        watch.millis("fetch"),
        watch.millis("inspect", "decode"),
        watch.millis("resize", "infer"),
        watch.millis("form"),
        watch.millis("measure"),
        watch.millis("encode"));
  }
}
