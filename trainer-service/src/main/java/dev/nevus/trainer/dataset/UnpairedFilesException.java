package dev.nevus.trainer.dataset;

import java.util.List;

/** A data set is refused: some images have no mask, or some masks no image. Nothing was read. */
public final class UnpairedFilesException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LISTED = 20;

  UnpairedFilesException(List<String> imagesWithoutMask, List<String> masksWithoutImage) {
    super(
        "images without a mask: %s; masks without an image: %s"
            .formatted(list(imagesWithoutMask), list(masksWithoutImage)));
  }

  private static String list(List<String> ids) {
    String shown = String.join(", ", ids.subList(0, Math.min(LISTED, ids.size())));
    return ids.isEmpty()
        ? "none"
        : ids.size() + " (" + shown + (ids.size() > LISTED ? ", ..." : "") + ")";
  }
}
