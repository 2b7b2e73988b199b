package dev.nevus.worker.model;

import dev.nevus.model.ModelId;
import dev.nevus.model.Precision;
import java.util.Optional;

/**
 * The model that this worker serves, exchanged between images; see {@link ModelSlot}. Each mask
 * names the one that made it. Safe for many threads.
 */
public final class ServingModel implements AutoCloseable {
  private final ModelSlot slot = new ModelSlot();
  private volatile String whyNone = "the registry was not read yet";

  /**
   * The model for the whole of one image.
   *
   * @throws IllegalStateException if none serves yet
   */
  public InUse acquire() {
    return slot.acquire().orElseThrow(this::none);
  }

  /** Which model serves now; empty before the first one. */
  public Optional<ModelId> id() {
    return slot.model();
  }

  /** Which of that model's files serves. */
  public Optional<Precision> precision() {
    return slot.precision();
  }

  /**
   * Returns if there is a model; for the health of the process.
   *
   * @throws IllegalStateException saying why there is none
   */
  public void check() {
    if (id().isEmpty()) {
      throw none();
    }
  }

  /** Lets all images that begin from now on have this model, which belongs to this. */
  public void swap(VerifiedModel next) {
    slot.swap(next);
  }

  /** Says why there is no model yet. */
  void without(String why) {
    whyNone = why;
  }

  @Override
  public void close() {
    slot.close();
  }

  @Override
  public String toString() {
    return "ServingModel[" + slot + "]";
  }

  private IllegalStateException none() {
    return new IllegalStateException("no model serves: " + whyNone);
  }
}
