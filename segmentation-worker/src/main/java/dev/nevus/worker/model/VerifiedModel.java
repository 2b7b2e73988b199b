package dev.nevus.worker.model;

import dev.nevus.model.ModelId;
import dev.nevus.segment.Segmenter;

/**
 * A model that is open and was proved to be the one that somebody stands for.
 *
 * @param id its name
 * @param segmenter the engine with the model in it, closed with this
 */
public record VerifiedModel(ModelId id, Segmenter segmenter) implements AutoCloseable {
  @Override
  public void close() {
    segmenter.close();
  }
}
