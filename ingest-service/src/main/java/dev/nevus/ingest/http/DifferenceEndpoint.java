package dev.nevus.ingest.http;

import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import dev.nevus.ingest.KnownImages;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.mask.Overlap;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Compares two masks of an image: {@code GET /v1/images/{id}/difference?from=&to=}. */
final class DifferenceEndpoint {
  private final KnownImages images;
  private final MaskSources masks;
  private final PixelWork pixels;
  private final ImageLimits limits;

  DifferenceEndpoint(KnownImages images, MaskSources masks, PixelWork pixels, ImageLimits limits) {
    this.images = images;
    this.masks = masks;
    this.pixels = pixels;
    this.limits = limits;
  }

  /**
   * How two masks differ.
   *
   * @param from a model, or {@code label:1}
   * @param to likewise
   * @param jaccard pixels in both over pixels in any, 0 to 1; 1 where both are empty
   * @param dice likewise
   * @param areaFrom pixels
   * @param areaTo pixels
   * @param onlyFrom pixels that the second mask lost
   * @param onlyTo pixels that it gained
   * @param changedPixels both together
   */
  record Difference(
      ImageId image,
      String from,
      String to,
      double jaccard,
      double dice,
      long areaFrom,
      long areaTo,
      long onlyFrom,
      long onlyTo,
      long changedPixels) {
    static Difference of(ImageId image, String from, String to, Overlap overlap) {
      long onlyFrom = overlap.falsePositives();
      long onlyTo = overlap.falseNegatives();
      return new Difference(
          image,
          from,
          to,
          overlap.jaccard(),
          overlap.dice(),
          overlap.truePositives() + onlyFrom,
          overlap.truePositives() + onlyTo,
          onlyFrom,
          onlyTo,
          onlyFrom + onlyTo);
    }
  }

  List<Route> routes() {
    return List.of(Route.get(Links.IMAGE + "/difference", this::compare));
  }

  private void compare(Context ctx) throws IOException, InterruptedException, ProblemException {
    ImageId image = Answers.image(ctx, images).image();
    String from = Optional.ofNullable(ctx.queryParam("from")).orElse("");
    String to = Optional.ofNullable(ctx.queryParam("to")).orElse("");
    byte[] first = masks.png(image, from);
    byte[] second = masks.png(image, to);
    Overlap overlap = pixels.run(() -> overlap(first, second));
    Answers.json(ctx, Difference.of(image, from, to, overlap));
  }

  private Overlap overlap(byte[] from, byte[] to) throws RefusedException {
    try (Mask first = MaskPng.decode(from, limits);
        Mask second = MaskPng.decode(to, limits)) {
      if (first.width() != second.width() || first.height() != second.height()) {
        throw new Refusal(
                Refusal.Code.MASK_SIZE,
                "One mask is %dx%d pixels, the other %dx%d: they cannot be compared."
                    .formatted(first.width(), first.height(), second.width(), second.height()))
            .asException();
      }
      return Overlap.of(first, second);
    }
  }
}
