package dev.nevus.ingest.http;

import dev.nevus.image.RefusedException;
import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.catalog.ImageEntry;
import dev.nevus.ingest.catalog.ImageState;
import dev.nevus.ingest.catalog.MaskEntry;
import dev.nevus.ingest.overlay.DisplayedPicture;
import dev.nevus.ingest.overlay.PictureFormat;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Shows an image: its mask, the mask drawn on it, itself. */
final class PictureEndpoint {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration WAIT_TO_DRAW = Duration.ofSeconds(10);
  // A picture of the largest image takes half a gigabyte while it is drawn.
  private static final int DRAWN_AT_ONCE = 2;

  private final KnownImages images;
  private final ObjectStore store;
  private final DisplayedPicture picture;
  private final Semaphore drawing = new Semaphore(DRAWN_AT_ONCE);

  PictureEndpoint(KnownImages images, ObjectStore store, DisplayedPicture picture) {
    this.images = images;
    this.store = store;
    this.picture = picture;
  }

  List<Route> routes() {
    return List.of(
        Route.get(Links.IMAGE + "/mask", this::mask),
        Route.get(Links.IMAGE + "/overlay", this::overlay),
        Route.get(Links.IMAGE + "/original", this::original));
  }

  private void mask(Context ctx) throws IOException, ProblemException {
    MaskEntry mask = wanted(ctx, Answers.image(ctx, images));
    show(ctx, mask, "image/png", store.get(mask.mask()));
  }

  private void overlay(Context ctx) throws IOException, ProblemException, InterruptedException {
    ImageEntry image = Answers.image(ctx, images);
    MaskEntry mask = wanted(ctx, image);
    PictureFormat format = format(ctx);
    byte[] drawn =
        drawn(
            () ->
                picture.withMask(
                    store.get(Keys.original(image.image())), store.get(mask.mask()), format));
    show(ctx, mask, format.mediaType(), drawn);
  }

  private void original(Context ctx) throws IOException, ProblemException, InterruptedException {
    ImageEntry image = Answers.image(ctx, images);
    PictureFormat format = format(ctx);
    byte[] drawn = drawn(() -> picture.plain(store.get(Keys.original(image.image())), format));
    ctx.contentType(format.mediaType()).result(drawn);
  }

  private static PictureFormat format(Context ctx) {
    String accept = ctx.header("Accept");
    return PictureFormat.wanted(accept == null ? "" : accept);
  }

  private static void show(Context ctx, MaskEntry mask, String mediaType, byte[] content) {
    ctx.header("Nevus-Model", mask.model().value()).contentType(mediaType).result(content);
  }

  /** The named model's mask, or else the newest. */
  private static MaskEntry wanted(Context ctx, ImageEntry image) throws ProblemException {
    String model = ctx.queryParam("model");
    for (MaskEntry mask : image.masks()) {
      if (model == null || mask.model().value().equals(model)) {
        return mask;
      }
    }
    if (image.state() == ImageState.ACCEPTED) {
      throw ProblemException.retryAfter(
          ProblemCode.MASK_NOT_READY, "The image waits for its mask: ask again.", SOON);
    }
    if (image.state() == ImageState.DEAD_LETTERED) {
      throw new ProblemException(
          ProblemCode.IMAGE_DEAD_LETTERED, "The image's own page tells the reason.");
    }
    throw new ProblemException(
        ProblemCode.MASK_UNKNOWN, "The image's own page tells which models made a mask of it.");
  }

  /** Something that needs an image's pixels in memory. */
  @FunctionalInterface
  private interface Drawing {
    byte[] draw() throws IOException, RefusedException;
  }

  private byte[] drawn(Drawing work) throws IOException, ProblemException, InterruptedException {
    if (!drawing.tryAcquire(WAIT_TO_DRAW.toMillis(), TimeUnit.MILLISECONDS)) {
      throw ProblemException.retryAfter(
          ProblemCode.TOO_BUSY, "Other pictures are being drawn: ask again.", SOON);
    }
    try {
      return work.draw();
    } catch (RefusedException e) {
      throw ProblemException.of(e.refusal());
    } finally {
      drawing.release();
    }
  }
}
