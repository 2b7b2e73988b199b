package dev.nevus.worker.model;

import dev.nevus.model.CorruptModelException;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.VerifiedVersion;
import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.ModelCheck;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.StoreException;

/**
 * Fetches, verifies, opens and warms up models, each on the caller's thread alone. Safe for many
 * threads.
 */
public final class ModelOpening {
  private static final String ENGINE_FAILED = BadModelException.Code.ENGINE_FAILED.id();

  private final ModelRegistry registry;

  public ModelOpening(ModelRegistry registry) {
    this.registry = registry;
  }

  /**
   * Opens a model beside whatever is open already.
   *
   * @throws UnverifiedModelException if it must not serve; nothing stays open
   * @throws StoreException if the store is away
   */
  public VerifiedModel open(ModelId model) throws StoreException, UnverifiedModelException {
    try {
      return openInMemory(model);
    } catch (OutOfMemoryError e) {
      // One large array did not fit; the heap is as it was, and the images go on.
      throw new UnverifiedModelException(
          UnverifiedModelException.OUT_OF_MEMORY,
          "there is no room for its file beside what serves: give the worker more heap",
          e);
    }
  }

  private VerifiedModel openInMemory(ModelId model)
      throws StoreException, UnverifiedModelException {
    VerifiedVersion fetched = fetched(model);
    try {
      return opened(fetched.manifest(), fetched.files());
    } catch (BadModelException e) {
      throw new UnverifiedModelException(e.code().id(), String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // A file may come from anywhere: what it breaks is its own fault, and the old model serves
      // on.
      throw new UnverifiedModelException(
          ENGINE_FAILED, "opening it broke with " + e.getClass().getSimpleName(), e);
    }
  }

  private VerifiedVersion fetched(ModelId model) throws StoreException, UnverifiedModelException {
    try {
      return registry.version(model);
    } catch (CorruptModelException e) {
      throw new UnverifiedModelException(e.code().id(), String.valueOf(e.getMessage()), e);
    } catch (NoSuchObject | IllegalArgumentException e) {
      throw new UnverifiedModelException(
          UnverifiedModelException.OBJECT_MISSING,
          "a file of model " + model + " is not in the store: add the model anew",
          e);
    }
  }

  private static VerifiedModel opened(ModelManifest manifest, ModelFiles files)
      throws BadModelException, UnverifiedModelException {
    ModelCheck.DEFAULT.requireSize(files.onnx().length);
    if (manifest.golden().isEmpty()) {
      ModelCheck.DEFAULT.check(files.onnx());
    }
    OnnxSegmenter segmenter = OnnxSegmenter.open(files.onnx());
    try {
      requireSize(segmenter.input(), manifest);
      requireGoldenAnswer(segmenter, manifest, files);
      return new VerifiedModel(manifest.model(), segmenter);
    } catch (BadModelException | UnverifiedModelException | RuntimeException e) {
      segmenter.close();
      throw e;
    }
  }

  private static void requireSize(ModelInput input, ModelManifest manifest)
      throws UnverifiedModelException {
    if (input.width() != manifest.inputWidth() || input.height() != manifest.inputHeight()) {
      throw new UnverifiedModelException(
          UnverifiedModelException.INPUT_SIZE,
          "the network takes %d x %d pixels, its manifest says %d x %d: add the model anew"
              .formatted(
                  input.width(), input.height(), manifest.inputWidth(), manifest.inputHeight()));
    }
  }

  /** Also the first run of the engine, which is slower than all others: no image waits for it. */
  private static void requireGoldenAnswer(
      OnnxSegmenter segmenter, ModelManifest manifest, ModelFiles files)
      throws BadModelException, UnverifiedModelException {
    GoldenPicture picture = files.golden().map(GoldenPicture::of).orElseGet(GoldenPicture::drawn);
    GoldenAnswer answer = ModelCheck.DEFAULT.answer(segmenter, picture);
    double distance = manifest.golden().map(answer::distance).orElse(0.0);
    if (!manifest.golden().map(answer::agreesWith).orElse(true)) {
      throw new UnverifiedModelException(
          UnverifiedModelException.GOLDEN_ANSWER,
          ("its answer to the golden picture is off by %.4f, and %.2f is allowed: the files or the"
                  + " engine are not those that it was made with")
              .formatted(distance, GoldenAnswer.TOLERANCE));
    }
  }
}
