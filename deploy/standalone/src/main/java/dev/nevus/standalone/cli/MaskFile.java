package dev.nevus.standalone.cli;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskBmp;
import dev.nevus.mask.MaskPng;
import dev.nevus.segment.MaskForm;
import dev.nevus.segment.Probability;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.Segmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** From an image file to a mask file. Safe for many threads. */
record MaskFile(
    Segmenter segmenter,
    ImageDecoder decoder,
    MaskForm form,
    Format format,
    Optional<MaskSize> size) {
  /** How masks are written; the names are what people type. */
  enum Format {
    png,
    bmp
  }

  /**
   * What became of an image.
   *
   * @param image name of the image file
   * @param mask name of the mask file; empty where there is none
   * @param size of the mask, width x height pixels
   * @param lesionFraction share of the image that is lesion, 0 to 1
   * @param problem code and sentence; empty where there is a mask
   */
  record Written(String image, String mask, String size, double lesionFraction, String problem) {}

  /** Segments {@code image} and writes its mask into {@code folder} under the image's name. */
  Written write(Path image, Path folder) throws IOException {
    String name = image.getFileName().toString();
    try (LesionImage decoded = decoded(Files.readAllBytes(image))) {
      Probability probability = segmenter.segment(decoded);
      int width = size.map(MaskSize::width).orElse(decoded.width());
      int height = size.map(MaskSize::height).orElse(decoded.height());
      try (Mask mask = form.of(probability, width, height)) {
        Path file = folder.resolve(ImageFiles.stem(image) + "." + format.name());
        Files.write(file, format == Format.png ? MaskPng.encode(mask) : MaskBmp.encode(mask));
        double fraction = mask.area() / ((double) width * height);
        return new Written(name, file.getFileName().toString(), width + "x" + height, fraction, "");
      }
    } catch (RefusedException e) {
      return new Written(name, "", "", 0, e.refusal().code().id() + ": " + e.refusal().detail());
    } catch (SegmentationException e) {
      return new Written(name, "", "", 0, "engine-failed: " + e.getMessage());
    }
  }

  /** As serving does. */
  private LesionImage decoded(byte[] file) throws RefusedException {
    return decoder.decode(file, decoder.inspect(file), segmenter.input().least());
  }
}
