package dev.nevus.image;

/** The answer to a look at an image's header: a header that may be decoded, or a refusal. */
public sealed interface Inspection permits Inspection.Accepted, Inspection.Refused {
  /** The header is sound and within the limits. */
  record Accepted(ImageHeader header) implements Inspection {}

  /** The bytes are not an image that Nevus takes. */
  record Refused(Refusal refusal) implements Inspection {}
}
