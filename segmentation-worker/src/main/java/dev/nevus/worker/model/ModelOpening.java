package dev.nevus.worker.model;

import dev.nevus.model.CorruptModelException;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Precision;
import dev.nevus.model.VerifiedVersion;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.CertifiedNetwork;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.StoreException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches, verifies, opens and warms up models, each on the caller's thread alone. Safe for many
 * threads.
 */
public final class ModelOpening {
  private static final String ENGINE_FAILED = BadModelException.Code.ENGINE_FAILED.id();

  private static final Logger LOG = LoggerFactory.getLogger(ModelOpening.class);

  private final ModelRegistry registry;
  private final ServingPrecision precision;
  private final ModelFigures figures;

  /**
   * @param precision which file of a version it opens
   */
  public ModelOpening(ModelRegistry registry, ServingPrecision precision, ModelFigures figures) {
    this.registry = registry;
    this.precision = precision;
    this.figures = figures;
  }

  /**
   * Opens a model beside whatever is open already: the file that is to serve, or where that one in
   * 8 bits is no good on this machine, the one in floats.
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
    if (precision.of(fetched.manifest()) == Precision.INT8) {
      Optional<VerifiedModel> inEightBits = inEightBits(fetched);
      if (inEightBits.isPresent()) {
        return inEightBits.get();
      }
    }
    return opened(fetched, Precision.F32);
  }

  /**
   * Empty if that file is no good on this machine: some processors add up 8-bit products in 16 bits
   * that overflow, and give another answer to the golden picture.
   */
  private Optional<VerifiedModel> inEightBits(VerifiedVersion version) {
    try {
      return Optional.of(opened(version, Precision.INT8));
    } catch (UnverifiedModelException e) {
      fellBack(version.manifest().model(), e.code(), e.sentence());
      return Optional.empty();
    }
  }

  private static VerifiedModel opened(VerifiedVersion version, Precision precision)
      throws UnverifiedModelException {
    try {
      return verified(version.manifest(), version.files(), precision);
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
      return precision == ServingPrecision.F32 ? registry.inFloats(model) : whole(model);
    } catch (CorruptModelException e) {
      throw new UnverifiedModelException(e.code().id(), String.valueOf(e.getMessage()), e);
    } catch (NoSuchObject | IllegalArgumentException e) {
      throw new UnverifiedModelException(
          UnverifiedModelException.OBJECT_MISSING,
          "a file of model " + model + " is not in the store: add the model anew",
          e);
    }
  }

  /** With its file in 8 bits, unless that alone is missing or damaged. */
  private VerifiedVersion whole(ModelId model) throws StoreException, CorruptModelException {
    try {
      return registry.version(model);
    } catch (CorruptModelException | NoSuchObject e) {
      // Where another file is the cause, this fails likewise.
      VerifiedVersion inFloats = registry.inFloats(model);
      fellBack(
          model,
          e instanceof CorruptModelException corrupt
              ? corrupt.code().id()
              : UnverifiedModelException.OBJECT_MISSING,
          String.valueOf(e.getMessage()));
      return inFloats;
    }
  }

  private void fellBack(ModelId model, String code, String detail) {
    figures.fellBack(code);
    LOG.atWarn()
        .addKeyValue("model", model)
        .addKeyValue("code", code)
        .addKeyValue("detail", detail)
        .log("the model's file in 8 bits is no good here: it is opened in floats");
  }

  private static VerifiedModel verified(
      ModelManifest manifest, ModelFiles files, Precision precision) throws BadModelException {
    CertifiedNetwork network =
        new CertifiedNetwork(
            files.network(precision),
            manifest.inputWidth(),
            manifest.inputHeight(),
            manifest.golden(precision),
            files.golden().map(GoldenPicture::of).orElseGet(GoldenPicture::drawn));
    return new VerifiedModel(manifest.model(), precision, network.open());
  }
}
