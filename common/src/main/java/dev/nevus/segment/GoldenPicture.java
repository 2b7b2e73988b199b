package dev.nevus.segment;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.store.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The picture that a model is tried with wherever it is about to serve. It travels with the model,
 * so that it stays the same when this code draws another. Immutable; safe for many threads.
 */
public final class GoldenPicture {
  private static final DrawnLesions.Scene SCENE = new DrawnLesions.Scene(320, 240, 4, true);
  private static final int SEED = 7;
  private static final double PLACES = 1e6;

  private final byte[] png;

  private GoldenPicture(byte[] png) {
    this.png = png;
  }

  /** The one that new models get: a lesion with hairs over it, drawn in code. */
  public static GoldenPicture drawn() {
    try (DrawnLesion drawn = DrawnLesions.draw(SCENE, SEED)) {
      return new GoldenPicture(drawn.png());
    }
  }

  /** The one that came with a model; not copied. */
  public static GoldenPicture of(byte[] png) {
    return new GoldenPicture(png);
  }

  /** The file's own bytes, not a copy. */
  public byte[] png() {
    return png;
  }

  /**
   * What a model makes of it.
   *
   * @throws SegmentationException if the engine fails, or the picture is none
   */
  public GoldenAnswer answer(Segmenter model) throws SegmentationException {
    return answer(model, ModelInput::tensor);
  }

  /**
   * What a model makes of it, by whatever way of resizing it was told the answer: the one of today,
   * or the one before it, which moves a cell by 0.009 and so nearly by the tolerance.
   *
   * @return that of the two answers which is nearer to the told one
   * @throws SegmentationException if the engine fails, or the picture is none
   */
  public GoldenAnswer answer(Segmenter model, GoldenAnswer told) throws SegmentationException {
    GoldenAnswer now = answer(model);
    if (now.agreesWith(told)) {
      return now;
    }
    GoldenAnswer earlier = earlierAnswer(model);
    return earlier.distance(told) < now.distance(told) ? earlier : now;
  }

  GoldenAnswer earlierAnswer(Segmenter model) throws SegmentationException {
    return answer(model, ModelInput::earlierTensor);
  }

  private GoldenAnswer answer(Segmenter model, BiFunction<ModelInput, LesionImage, ByteBuffer> form)
      throws SegmentationException {
    try (LesionImage image = new ImageDecoder(ImageLimits.DEFAULT).decode(png)) {
      ByteBuffer rgb = form.apply(model.input(), image);
      return new GoldenAnswer(Sha256.of(png), means(model.segment(rgb)));
    } catch (RefusedException e) {
      throw new SegmentationException("the golden picture cannot be read", e);
    }
  }

  /** Cells of a small grid may lie inside one value: then they share it. */
  private static List<Double> means(Probability probability) {
    List<Double> means = new ArrayList<>();
    for (int row = 0; row < GoldenAnswer.SIDE; row++) {
      for (int column = 0; column < GoldenAnswer.SIDE; column++) {
        means.add(Math.round(mean(probability, row, column) * PLACES) / PLACES);
      }
    }
    return means;
  }

  private static double mean(Probability probability, int row, int column) {
    int top = row * probability.height() / GoldenAnswer.SIDE;
    int left = column * probability.width() / GoldenAnswer.SIDE;
    int bottom = Math.max(top + 1, (row + 1) * probability.height() / GoldenAnswer.SIDE);
    int right = Math.max(left + 1, (column + 1) * probability.width() / GoldenAnswer.SIDE);
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += probability.at(x, y);
      }
    }
    return sum / ((double) (bottom - top) * (right - left));
  }
}
