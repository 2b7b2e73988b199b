package dev.nevus.ingest.catalog;

import java.util.Arrays;
import java.util.Optional;

/** How far an image has come. */
public enum ImageState {
  /** Durable and announced; its mask is not there yet. */
  ACCEPTED("accepted"),
  /** At least one model's mask is there. */
  SEGMENTED("segmented"),
  /** No mask, and none will come unless a person says so. */
  DEAD_LETTERED("dead-lettered");

  private final String id;

  ImageState(String id) {
    this.id = id;
  }

  /** The state as programs read it. */
  public String id() {
    return id;
  }

  /** The state with this {@link #id()}; for input that may be anything. */
  public static Optional<ImageState> of(String id) {
    return Arrays.stream(values()).filter(state -> state.id.equals(id)).findFirst();
  }
}
