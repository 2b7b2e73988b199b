package dev.nevus.label.folder;

import java.util.List;

/** A data set is refused: some images have no mask, or some masks no image. Nothing was read. */
public final class UnpairedFilesException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int LISTED = 20;

  UnpairedFilesException(List<String> imagesWithoutMask, List<String> masksWithoutImage) {
    super(
        ("images without a mask: %s; masks without an image: %s; give each its partner, named as"
                + " ISIC_1.jpg and ISIC_1.png or ISIC_1_segmentation.png, or move it away")
            .formatted(list(imagesWithoutMask), list(masksWithoutImage)));
  }

  private static String list(List<String> ids) {
    String shown = String.join(", ", ids.subList(0, Math.min(LISTED, ids.size())));
    return ids.isEmpty()
        ? "none"
        : ids.size() + " (" + shown + (ids.size() > LISTED ? ", ..." : "") + ")";
  }
}
