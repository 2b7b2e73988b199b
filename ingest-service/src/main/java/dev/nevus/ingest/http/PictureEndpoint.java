package dev.nevus.ingest.http;

import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.catalog.ImageEntry;
import dev.nevus.ingest.catalog.MaskEntry;
import dev.nevus.ingest.overlay.DisplayedPicture;
import dev.nevus.ingest.overlay.PictureFormat;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Shows an image: its mask, the mask drawn on it, itself. */
final class PictureEndpoint {
  private final KnownImages images;
  private final ObjectStore store;
  private final DisplayedPicture picture;
  private final PixelWork pixels;

  PictureEndpoint(
      KnownImages images, ObjectStore store, DisplayedPicture picture, PixelWork pixels) {
    this.images = images;
    this.store = store;
    this.picture = picture;
    this.pixels = pixels;
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
        pixels.run(
            () ->
                picture.withMask(
                    store.get(Keys.original(image.image())), store.get(mask.mask()), format));
    show(ctx, mask, format.mediaType(), drawn);
  }

  private void original(Context ctx) throws IOException, ProblemException, InterruptedException {
    ImageEntry image = Answers.image(ctx, images);
    PictureFormat format = format(ctx);
    byte[] drawn = pixels.run(() -> picture.plain(store.get(Keys.original(image.image())), format));
    ctx.contentType(format.mediaType()).result(drawn);
  }

  private static PictureFormat format(Context ctx) {
    String accept = ctx.header("Accept");
    return PictureFormat.wanted(accept == null ? "" : accept);
  }

  private static void show(Context ctx, MaskEntry mask, String mediaType, byte[] content) {
    ctx.header("Nevus-Model", mask.model().value()).contentType(mediaType).result(content);
  }

  private static MaskEntry wanted(Context ctx, ImageEntry image) throws ProblemException {
    return Answers.mask(image, Optional.ofNullable(ctx.queryParam("model")));
  }
}
