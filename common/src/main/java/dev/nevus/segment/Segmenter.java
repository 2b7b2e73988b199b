package dev.nevus.segment;

import dev.nevus.image.LesionImage;

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
  Probability segment(LesionImage image) throws SegmentationException;

  /** What the network takes. */
  ModelInput input();

  /** Waits for calls in flight, then frees the engine; harmless when repeated. */
  @Override
  void close();
}
