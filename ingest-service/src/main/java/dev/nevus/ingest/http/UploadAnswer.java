package dev.nevus.ingest.http;

import dev.nevus.image.ImageId;
import dev.nevus.ingest.catalog.ImageState;

/**
 * The answer to an upload.
 *
 * @param id of the image: the SHA-256 of its bytes
 * @param state how far it has come
 * @param repeated whether the same bytes were accepted before
 * @param links where to look next
 */
record UploadAnswer(ImageId id, String state, boolean repeated, Links links) {
  static UploadAnswer first(ImageId image) {
    return new UploadAnswer(image, ImageState.ACCEPTED.id(), false, Links.of(image));
  }

  static UploadAnswer repeated(ImageId image, ImageState state) {
    return new UploadAnswer(image, state.id(), true, Links.of(image));
  }
}
