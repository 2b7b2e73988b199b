package dev.nevus.deadletter;

import dev.nevus.event.DeadLettered;
import dev.nevus.event.Fault;
import dev.nevus.image.Refusal.Code;

/** What a person can do about a letter: a sentence for each code. */
public final class Advice {
  private static final String OUR_DEFECT =
      "Look for the stack's digest in the logs: letters with the same one have the same cause;"
          + " replay them once it is mended.";

  private Advice() {}

  /** For this letter. */
  public static String of(DeadLettered letter) {
    for (Code code : Code.values()) {
      if (code.id().equals(letter.code())) {
        return of(code, letter.blamed());
      }
    }
    return "A newer version of Nevus wrote this code: look into its documents.";
  }

  static String of(Code code, Fault fault) {
    return switch (code) {
      case EMPTY_BODY -> "Ask the sender why its records are empty; drop this one.";
      case TOO_MANY_BYTES -> "Raise NEVUS_MAX_IMAGE_BYTES and replay, or ask for a smaller image.";
      case TOO_MANY_PIXELS ->
          "Raise NEVUS_MAX_IMAGE_PIXELS and replay, or ask for a smaller image.";
      case TOO_SMALL -> "Ask the sender for the full image, not its thumbnail; drop this one.";
      case UNSUPPORTED_FORMAT ->
          "Look at the bytes (show --out): ask the sender for JPEG, PNG, BMP, TIFF or DICOM; drop"
              + " this one.";
      case UNSUPPORTED_TRANSFER_SYNTAX ->
          "Ask the sender to convert: JPEG Baseline, or uncompressed; drop this one.";
      case UNREADABLE_HEADER, CORRUPT_IMAGE ->
          "Ask the sender for the image again, under the same id; drop this one.";
      case MORE_THAN_ONE_FRAME -> "Ask the sender for one image a file; drop this one.";
      case MASK_SIZE -> "Ask for a mask of the image's displayed size; drop this one.";
      case BAD_METADATA -> "Tell the sender which header is wrong; it must send the image again.";
      case BAD_REFERENCE ->
          "Add the bucket to NEVUS_INBOUND_BUCKETS and replay, or tell the sender.";
      case UNREADABLE_EVENT ->
          fault == Fault.BAD_INPUT
              ? "Look at who writes to the topic; after an upgrade of the readers, replay."
              : OUR_DEFECT;
      case OBJECT_MISSING -> "Restore the object from a backup, or have it sent again, and replay.";
      case MODEL_UNVERIFIED ->
          "Sign or replace the model ('models sign', 'models promote'), and replay.";
      case ATTEMPTS_EXHAUSTED -> exhausted(fault);
    };
  }

  private static String exhausted(Fault fault) {
    return switch (fault) {
      case CRASH ->
          "Look into the worker's last log lines and its memory; replay this one alone, and park it"
              + " if a worker dies again.";
      case MODEL -> "Look at 'models history': after a roll-back or a new champion, replay.";
      case TIMEOUT -> "Replay when the load is low, or give work more time.";
      default -> OUR_DEFECT;
    };
  }
}
