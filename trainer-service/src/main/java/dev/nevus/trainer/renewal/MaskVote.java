package dev.nevus.trainer.renewal;

import dev.nevus.image.NativeOpenCv;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.imgproc.Imgproc;

/**
 * What most masks of one image say: lesion where more than half of them do; where they are divided
 * evenly, what the last one says. Masks are added one by one, so that one at a time is in memory.
 * Owns its votes until closed. For one thread.
 */
final class MaskVote implements AutoCloseable {
  /** A pixel's votes fit into a byte. */
  static final int MOST = 100;

  private final Mat votes;
  private int voters;

  MaskVote(int width, int height) {
    NativeOpenCv.load();
    this.votes = new Mat(height, width, CvType.CV_8UC1, new Scalar(0));
  }

  /**
   * Adds a mask, which stays the caller's.
   *
   * @param last whether it is the one that breaks ties
   * @throws RefusedException if it has another size
   * @throws IllegalStateException after {@link #MOST}
   */
  void add(Mask mask, boolean last) throws RefusedException {
    MaskSize.require(mask, votes.cols(), votes.rows());
    if (voters == MOST) {
      throw new IllegalStateException("no more than " + MOST + " masks vote");
    }
    voters++;
    // The last mask counts 3, the others 2: one half more, which only matters in a tie.
    Mat weighed = new Mat();
    Core.multiply(mask.pixels(), new Scalar((last ? 3 : 2) / 255.0), weighed);
    Core.add(votes, weighed, votes);
    weighed.release();
  }

  /** The mask that won; the caller closes it. */
  Mask winner() {
    Mat lesion = new Mat();
    Imgproc.threshold(votes, lesion, voters, 255, Imgproc.THRESH_BINARY);
    return new Mask(lesion);
  }

  @Override
  public void close() {
    votes.release();
  }
}
