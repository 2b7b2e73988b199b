package dev.nevus.trainer.dataset;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LeastSize;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskImage;
import java.io.IOException;
import java.nio.file.Files;

/** A decoded image and its mask, displayed at one size. Owns both until closed. */
public record LabelledPair(LesionImage image, Mask mask) implements AutoCloseable {
  private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.DEFAULT);

  /**
   * Decodes both files: the image as serving does, the mask in any format that images have, grey
   * values above 127 being lesion.
   *
   * @param least pixels of the image that are enough; its displayed size stays the mask's
   * @throws IOException naming the pair and what is wrong: a file that cannot be read, or a mask of
   *     another size than its image
   */
  public static LabelledPair read(LabelledImage files, LeastSize least) throws IOException {
    LesionImage image = decoded(files, least);
    try {
      Mask mask = mask(files);
      if (mask.width() != image.width() || mask.height() != image.height()) {
        IOException mismatch =
            new IOException(
                "pair %s: the image is %dx%d, its mask %dx%d: export the mask at the image's own size"
                    .formatted(
                        files.id(), image.width(), image.height(), mask.width(), mask.height()));
        mask.close();
        throw mismatch;
      }
      return new LabelledPair(image, mask);
    } catch (IOException e) {
      image.close();
      throw e;
    }
  }

  private static LesionImage decoded(LabelledImage files, LeastSize least) throws IOException {
    try {
      byte[] encoded = Files.readAllBytes(files.image());
      return DECODER.decode(encoded, DECODER.inspect(encoded), least);
    } catch (RefusedException e) {
      throw new IOException(
          "pair %s: image %s: %s".formatted(files.id(), files.image(), e.getMessage()), e);
    }
  }

  private static Mask mask(LabelledImage files) throws IOException {
    byte[] file = Files.readAllBytes(files.mask());
    try {
      return MaskImage.decode(file, ImageLimits.DEFAULT);
    } catch (RefusedException e) {
      throw new IOException(
          "pair %s: mask %s: %s".formatted(files.id(), files.mask(), e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    image.close();
    mask.close();
  }
}
