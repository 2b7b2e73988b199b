package dev.nevus.worker;

import dev.nevus.image.LeastSize;
import dev.nevus.image.RefusedException;
import dev.nevus.segment.SegmentationException;
import dev.nevus.worker.model.InUse;
import java.io.IOException;

/** Which model segments an image; asked when its turn has come. */
@FunctionalInterface
interface ModelChoice {
  /**
   * The model, for one image.
   *
   * @throws RefusedException if it must not serve
   * @throws SegmentationException if it cannot be opened now
   */
  InUse acquire() throws IOException, RefusedException, SegmentationException;

  /** How many pixels it looks at, as of now. */
  default LeastSize least() throws IOException, RefusedException, SegmentationException {
    try (InUse model = acquire()) {
      return model.segmenter().input().least();
    }
  }
}
