package dev.nevus.worker.model;

import dev.nevus.model.ModelId;
import dev.nevus.model.Precision;
import java.util.Optional;

/**
 * A place for one open model, which may be empty. What is in it can be exchanged at any time: an
 * image that began with the old model ends with it, and the old one closes when its last image is
 * done. No call waits for another. Safe for many threads.
 */
public final class ModelSlot implements AutoCloseable {
  private volatile Optional<HeldModel> held = Optional.empty();
  private boolean closed;

  /** The model for one image, or empty if there is none. */
  public Optional<InUse> acquire() {
    while (true) {
      Optional<HeldModel> now = held;
      if (now.isEmpty()) {
        return Optional.empty();
      }
      if (now.get().hold()) {
        return Optional.of(new InUse(now.get()));
      }
      // It was swapped out and closed between the two steps: the next one is in place already.
    }
  }

  /** Which model is in it now. */
  public Optional<ModelId> model() {
    return held.map(model -> model.model().id());
  }

  /** Which of that model's files is in it. */
  public Optional<Precision> precision() {
    return held.map(model -> model.model().precision());
  }

  /** Puts a model in, which belongs to this slot from now on; once closed, closes the model. */
  public void swap(VerifiedModel next) {
    exchange(Optional.of(new HeldModel(next))).ifPresent(HeldModel::release);
  }

  /** Leaves the slot empty. */
  public void clear() {
    exchange(Optional.empty()).ifPresent(HeldModel::release);
  }

  /** Leaves the slot empty for good. */
  @Override
  public void close() {
    shut().ifPresent(HeldModel::release);
  }

  private synchronized Optional<HeldModel> shut() {
    Optional<HeldModel> last = exchange(Optional.empty());
    closed = true;
    return last;
  }

  /** What is in the slot no more: the old one, or once closed the newcomer. */
  private synchronized Optional<HeldModel> exchange(Optional<HeldModel> next) {
    if (closed) {
      return next;
    }
    Optional<HeldModel> old = held;
    held = next;
    return old;
  }

  @Override
  public String toString() {
    return "ModelSlot[" + model().map(ModelId::toString).orElse("empty") + "]";
  }
}
