package dev.nevus.trainer.renewal;

import dev.nevus.mask.Mask;
import java.util.List;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/** What most masks say. */
final class MaskVote {
  private MaskVote() {}

  /**
   * Lesion where more than half of the masks say so; the last mask breaks ties. The caller closes
   * it.
   *
   * @param masks of one size, at least one and at most 100
   */
  static Mask of(List<Mask> masks) {
    Mask last = masks.get(masks.size() - 1);
    Mat votes = new Mat(last.height(), last.width(), CvType.CV_8UC1, new Scalar(0));
    // The last mask counts 3, the others 2: one half more, which only matters in a tie.
    for (Mask mask : masks) {
      Mat weighed = new Mat();
      Core.multiply(mask.pixels(), new Scalar((mask == last ? 3 : 2) / 255.0), weighed);
      Core.add(votes, weighed, votes);
      weighed.release();
    }
    Mat lesion = new Mat();
    Imgproc.threshold(votes, lesion, masks.size(), 255, Imgproc.THRESH_BINARY);
    votes.release();
    return new Mask(lesion);
  }
}
