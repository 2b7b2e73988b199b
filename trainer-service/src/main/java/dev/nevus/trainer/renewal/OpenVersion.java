package dev.nevus.trainer.renewal;

import dev.nevus.model.ModelManifest;
import dev.nevus.model.Precision;
import dev.nevus.model.VerifiedVersion;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.CertifiedNetwork;
import dev.nevus.segment.onnx.OnnxSegmenter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a model version that a worker on a machine like this one would serve: it is what
 * makes the masks, so it is what is judged.
 *
 * @param precision which of the version's files it is
 * @param segmenter that file in the engine
 */
record OpenVersion(Precision precision, OnnxSegmenter segmenter) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenVersion.class);

  /**
   * Opens the file that the certificate chose, or where that one in 8 bits is no good on this
   * machine, the one in floats.
   *
   * @throws BadModelException if the engine refuses the one in floats
   */
  static OpenVersion of(VerifiedVersion version) throws BadModelException {
    if (version.manifest().serves() == Precision.INT8) {
      Optional<OnnxSegmenter> inEightBits = inEightBits(version);
      if (inEightBits.isPresent()) {
        return new OpenVersion(Precision.INT8, inEightBits.get());
      }
    }
    // Whether its golden answer is right is the gate's own question.
    return new OpenVersion(Precision.F32, OnnxSegmenter.open(version.files().onnx()));
  }

  private static Optional<OnnxSegmenter> inEightBits(VerifiedVersion version) {
    ModelManifest manifest = version.manifest();
    try {
      CertifiedNetwork network =
          new CertifiedNetwork(
              version.files().network(Precision.INT8),
              manifest.inputWidth(),
              manifest.inputHeight(),
              manifest.golden(Precision.INT8),
              version.files().golden().map(GoldenPicture::of).orElseGet(GoldenPicture::drawn));
      return Optional.of(network.open());
    } catch (BadModelException | RuntimeException e) {
      // Whatever a file breaks is its own fault: the other one is judged.
      LOG.atWarn()
          .addKeyValue("model", manifest.model())
          .addKeyValue("detail", e.getMessage())
          .log("the model's file in 8 bits is no good here: it is judged in floats");
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
