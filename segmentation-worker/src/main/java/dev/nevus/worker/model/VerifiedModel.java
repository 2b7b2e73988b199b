package dev.nevus.worker.model;

import dev.nevus.model.ModelId;
import dev.nevus.model.Precision;
import dev.nevus.segment.Segmenter;

/**
 * A model that is open and was proved to be the one that somebody stands for.
 *
 * @param id its name
 * @param precision which of its files is open
 * @param segmenter the engine with the model in it, closed with this
 */
public record VerifiedModel(ModelId id, Precision precision, Segmenter segmenter)
    implements AutoCloseable {

  /** In floats. */
  public VerifiedModel(ModelId id, Segmenter segmenter) {
    this(id, Precision.F32, segmenter);
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
