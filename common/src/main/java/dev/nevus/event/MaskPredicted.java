package dev.nevus.event;

import dev.nevus.image.ImageId;
import dev.nevus.mask.LesionMeasures;
import dev.nevus.model.ModelId;
import dev.nevus.store.ObjectKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * An image has its mask. Stored beside the mask as it is, so that a second attempt repeats the
 * first one's words.
 *
 * @param image whose mask
 * @param model made by which model
 * @param mask where the PNG lives: one channel, 0 or 255
 * @param width columns of the mask, those of the displayed image
 * @param height rows of the mask
 * @param measures of the lesion
 * @param timings what each step took
 * @param worker which process did it
 * @param cores images that this process computes at once, at most; absent in what was told before
 *     it was counted
 * @param at when the mask became durable
 */
public record MaskPredicted(
    ImageId image,
    ModelId model,
    ObjectKey mask,
    int width,
    int height,
    LesionMeasures measures,
    Timings timings,
    String worker,
    Optional<Integer> cores,
    Instant at)
    implements Event {

  /**
   * @throws IllegalArgumentException if the mask has no pixels, or its worker no core
   */
  public MaskPredicted {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a mask has pixels");
    }
    if (cores.isPresent() && cores.get() < 1) {
      throw new IllegalArgumentException("a worker has a core");
    }
  }

  /** Without a word about the worker's cores. */
  public MaskPredicted(
      ImageId image,
      ModelId model,
      ObjectKey mask,
      int width,
      int height,
      LesionMeasures measures,
      Timings timings,
      String worker,
      Instant at) {
    this(image, model, mask, width, height, measures, timings, worker, Optional.empty(), at);
  }

  /**
   * Milliseconds of each step.
   *
   * @param fetch reading the original from the store
   * @param decode checking and decoding it
   * @param segment resizing and inference
   * @param form enlarging the probabilities into the mask
   * @param measure measuring the lesion
   * @param encode writing the PNG
   */
  public record Timings(
      double fetch, double decode, double segment, double form, double measure, double encode) {
    /**
     * @throws IllegalArgumentException if a time is negative or not a finite number
     */
    public Timings {
      double[] times = {fetch, decode, segment, form, measure, encode};
      if (!Arrays.stream(times).allMatch(time -> time >= 0 && Double.isFinite(time))) {
        throw new IllegalArgumentException("times are finite numbers from 0 upwards");
      }
    }
  }

  @Override
  public String id() {
    return "mask-predicted/" + model + "/" + image;
  }

  @Override
  public String key() {
    return image.sha256();
  }
}
