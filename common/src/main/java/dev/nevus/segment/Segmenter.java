package dev.nevus.segment;

import dev.nevus.image.LesionImage;
import java.nio.ByteBuffer;

/**
 * Finds the lesion in an image. Deterministic: the same pixels give the same result. Safe for many
 * threads; a call occupies one core.
 */
public interface Segmenter extends AutoCloseable {
  /**
   * Segments one image, which stays the caller's.
   *
   * @return the lesion's probability on the network's grid
   * @throws SegmentationException if the engine fails; another attempt may succeed
   * @throws IllegalStateException once closed
   */
  default Probability segment(LesionImage image) throws SegmentationException {
    return segment(input().tensor(image));
  }

  /**
   * Segments one image that was brought into the network's form before.
   *
   * @param rgb direct, as {@link ModelInput#tensor(LesionImage)} gives it; its bytes and its
   *     position stay
   * @return the lesion's probability on the network's grid
   * @throws SegmentationException if the engine fails; another attempt may succeed
   * @throws IllegalStateException once closed
   */
  Probability segment(ByteBuffer rgb) throws SegmentationException;

  /** What the network takes. */
  ModelInput input();

  /** Waits for calls in flight, then frees the engine; harmless when repeated. */
  @Override
  void close();
}
