package dev.nevus.trainer.renewal;

import dev.nevus.label.DataSet;
import dev.nevus.trainer.unet.UNetShape;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * How many images' pixels a heap has room for.
 *
 * @param heap its bytes at the most
 * @param shape of the net: its height and width are those of the images
 */
record Room(long heap, UNetShape shape) {
  // The rest is for batches, copies of weights and whatever else there is.
  private static final double SHARE_OF_HEAP = 0.6;
  private static final int BYTES_A_PIXEL = 4;
  private static final int SHARE_TO_CHOOSE_BY = 6;

  /** So many images fit. */
  int images() {
    long each = (long) BYTES_A_PIXEL * shape.height() * shape.width();
    return (int) Math.min(Integer.MAX_VALUE, (long) (heap * SHARE_OF_HEAP) / each);
  }

  /**
   * The images that choose the best epoch: at most a sixth of what fits, and always leaving room
   * for a batch. Of more those with the lowest ids, which say nothing of what is on them.
   *
   * @throws IOException if not even a batch and one of them fit
   */
  List<DataSet.Entry> validation(List<DataSet.Entry> images, int batch) throws IOException {
    if (images() <= batch) {
      throw new IOException(
          "a heap of %d MB has room for %d images of %dx%d, needed are %d: raise -Xmx, or lower NEVUS_TRAINING_SIZE or NEVUS_TRAINING_BATCH"
              .formatted(heap >> 20, images(), shape.width(), shape.height(), batch + 1));
    }
    int most = Math.max(1, Math.min(images() / SHARE_TO_CHOOSE_BY, images() - batch));
    if (images.size() <= most) {
      return images;
    }
    return images.stream().sorted(Comparator.comparing(DataSet.Entry::image)).limit(most).toList();
  }

  /** How many images to learn from fit next to those. */
  int besides(List<DataSet.Entry> validation) {
    return images() - validation.size();
  }
}
