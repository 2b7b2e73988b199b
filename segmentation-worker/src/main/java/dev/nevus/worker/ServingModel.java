package dev.nevus.worker;

import dev.nevus.model.CorruptModelException;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelRegistry;
import dev.nevus.segment.Segmenter;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.StoreException;

/**
 * The model that this worker serves, verified before its first image. Each mask names it.
 *
 * @param id its name
 * @param segmenter the engine with the model in it, closed with this
 */
public record ServingModel(ModelId id, Segmenter segmenter) implements AutoCloseable {
  /**
   * Fetches, verifies and opens the champion.
   *
   * @throws IllegalStateException if there is no champion yet
   * @throws CorruptModelException if its file is not the certified one
   * @throws BadModelException if the engine refuses it
   */
  static ServingModel champion(ModelRegistry registry)
      throws StoreException, CorruptModelException, BadModelException {
    ModelId model =
        registry
            .champion()
            .map(Decision::model)
            .orElseThrow(() -> new IllegalStateException("the registry has no champion"));
    return new ServingModel(model, OnnxSegmenter.open(registry.files(model).onnx()));
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
