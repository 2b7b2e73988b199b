package dev.nevus.ingest.http;

import dev.nevus.image.ImageId;
import dev.nevus.ingest.IngestAnswer;
import dev.nevus.ingest.catalog.ImageState;

/**
 * The answer to an upload.
 *
 * @param id of the image: the SHA-256 of its bytes
 * @param state how far it has come
 * @param urgency {@code live}, or {@code backlog} for one that goes behind all live images
 * @param repeated whether the same bytes were accepted before
 * @param links where to look next
 */
record UploadAnswer(ImageId id, String state, String urgency, boolean repeated, Links links) {
  static UploadAnswer first(IngestAnswer.Accepted accepted) {
    return new UploadAnswer(
        accepted.image(),
        ImageState.ACCEPTED.id(),
        Answers.word(accepted.urgency()),
        false,
        Links.of(accepted.image()));
  }

  static UploadAnswer again(IngestAnswer.Repeated repeated, ImageState state) {
    return new UploadAnswer(
        repeated.image(),
        state.id(),
        Answers.word(repeated.urgency()),
        true,
        Links.of(repeated.image()));
  }
}
