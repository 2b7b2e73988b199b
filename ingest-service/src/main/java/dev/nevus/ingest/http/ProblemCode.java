package dev.nevus.ingest.http;

import dev.nevus.image.Refusal;

/** What can be wrong with a request. Codes may be added, none ever changes its meaning. */
enum ProblemCode {
  EMPTY_BODY("empty-body", 400, "There are no bytes"),
  BAD_PARAMETER("bad-parameter", 400, "A parameter has another form"),
  BAD_MULTIPART("bad-multipart", 400, "The form cannot be read"),
  BAD_BODY("bad-body", 400, "The JSON has another form"),
  BAD_REQUEST("bad-request", 400, "The request cannot be read"),
  NOT_FOUND("not-found", 404, "There is nothing here"),
  IMAGE_UNKNOWN("image-unknown", 404, "The image is not known"),
  MASK_NOT_READY("mask-not-ready", 404, "The mask is not ready yet"),
  MASK_UNKNOWN("mask-unknown", 404, "This model made no mask of the image"),
  IMAGE_DEAD_LETTERED("image-dead-lettered", 404, "The image has no mask and will get none"),
  LABEL_UNKNOWN("label-unknown", 404, "The image has no such label"),
  MODEL_UNKNOWN("model-unknown", 404, "There is no such model"),
  TRAINING_UNKNOWN("training-unknown", 404, "There is no such training"),
  LETTER_UNKNOWN("letter-unknown", 404, "There is no such dead letter"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method does not apply here"),
  TOO_SLOW("too-slow", 408, "The body came too slowly"),
  NO_CHAMPION("no-champion", 409, "No model serves yet"),
  LETTER_DROPPED("letter-dropped", 409, "The dead letter was dropped"),
  RECORD_GONE("record-gone", 409, "What the dead letter is about is gone"),
  TOO_MANY_BYTES("too-many-bytes", 413, "The file has too many bytes"),
  TOO_MANY_PIXELS("too-many-pixels", 413, "The image has too many pixels"),
  UNSUPPORTED_FORMAT("unsupported-format", 415, "The format is not taken"),
  UNSUPPORTED_TRANSFER_SYNTAX(
      "unsupported-transfer-syntax", 415, "The DICOM transfer syntax is not taken"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The kind of body is not taken"),
  TOO_SMALL("too-small", 422, "The image is too small"),
  UNREADABLE_HEADER("unreadable-header", 422, "The image's header cannot be read"),
  CORRUPT_IMAGE("corrupt-image", 422, "The image is damaged"),
  MORE_THAN_ONE_FRAME("more-than-one-frame", 422, "The file holds several images"),
  MASK_SIZE("mask-size", 422, "The mask has another size than its image"),
  BAD_METADATA("bad-metadata", 422, "The metadata has another form"),
  IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, "The idempotency key is taken"),
  REFUSED("refused", 422, "The image is not taken"),
  SOURCE_BUSY("source-busy", 429, "This source has too much under way"),
  HEADERS_TOO_LARGE("headers-too-large", 431, "Path and headers are too long"),
  INTERNAL_ERROR("internal-error", 500, "Nevus failed"),
  TOO_BUSY("too-busy", 503, "Too much is under way"),
  DISK_FULL("disk-full", 503, "There is no room to keep more"),
  NEIGHBOUR_AWAY("neighbour-away", 503, "The store, the log or the catalog is away");

  private final String id;
  private final int status;
  private final String title;

  ProblemCode(String id, int status, String title) {
    this.id = id;
    this.status = status;
    this.title = title;
  }

  String id() {
    return id;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** The code of the same name, or {@link #REFUSED} where the refusal is newer than this list. */
  static ProblemCode of(Refusal.Code refusal) {
    for (ProblemCode code : values()) {
      if (code.id.equals(refusal.id())) {
        return code;
      }
    }
    return REFUSED;
  }
}
