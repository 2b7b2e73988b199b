package dev.nevus.trainer.dataset;

import dev.nevus.label.folder.LabelledImage;
import dev.nevus.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Names a labelled set by its content, whatever its files are called and wherever they lie. */
public final class DataSetDigest {
  private DataSetDigest() {}

  /**
   * SHA-256 over one line for each pair, the lines sorted: digest of the image, a space, digest of
   * the mask.
   *
   * @return 64 hex digits
   */
  public static String of(List<LabelledImage> images) throws IOException {
    List<String> lines = new ArrayList<>(images.size());
    for (LabelledImage image : images) {
      lines.add(
          Sha256.of(Files.readAllBytes(image.image()))
              + " "
              + Sha256.of(Files.readAllBytes(image.mask()))
              + "\n");
    }
    Collections.sort(lines);
    return Sha256.of(String.join("", lines).getBytes(StandardCharsets.UTF_8));
  }
}
