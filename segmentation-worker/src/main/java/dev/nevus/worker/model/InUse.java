package dev.nevus.worker.model;

import dev.nevus.model.ModelId;
import dev.nevus.segment.Segmenter;

/**
 * One image's hold on a model, which stays open until this is closed, whatever is swapped
 * meanwhile. For one thread.
 */
public final class InUse implements AutoCloseable {
  private final HeldModel held;
  private boolean closed;

  InUse(HeldModel held) {
    this.held = held;
  }

  /** Which model. */
  public ModelId id() {
    return held.model().id();
  }

  /** The engine with the model in it; not to be closed. */
  public Segmenter segmenter() {
    return held.model().segmenter();
  }

  /** Lets go of the model; harmless when repeated. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      held.release();
    }
  }
}
