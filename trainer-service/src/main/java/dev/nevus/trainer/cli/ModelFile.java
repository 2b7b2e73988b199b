package dev.nevus.trainer.cli;

import dev.nevus.model.Precision;
import dev.nevus.segment.onnx.BadModelException;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.unet.FlipAveraging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model that a person names: the file, or the folder of the run that made it. */
final class ModelFile {
  private static final String IN_FOLDER = "model.onnx";
  private static final String IN_EIGHT_BITS = "model.int8.onnx";

  private final Path path;
  private final byte[] bytes;

  private ModelFile(Path path, byte[] bytes) {
    this.path = path;
    this.bytes = bytes;
  }

  /**
   * Reads it whole.
   *
   * @throws IOException if there is none
   */
  static ModelFile read(Path named) throws IOException {
    return read(named, Precision.F32);
  }

  /**
   * Reads it whole.
   *
   * @param precision which of a folder's files; a file that is named is taken as it is
   * @throws IOException if there is none
   */
  static ModelFile read(Path named, Precision precision) throws IOException {
    String wanted = precision == Precision.INT8 ? IN_EIGHT_BITS : IN_FOLDER;
    Path path = Files.isDirectory(named) ? named.resolve(wanted) : named;
    if (!Files.isRegularFile(path)) {
      throw new IOException(
          "there is no model %s: name an ONNX file, or a folder that holds %s"
              .formatted(path, wanted));
    }
    return new ModelFile(path, Files.readAllBytes(path));
  }

  Path path() {
    return path;
  }

  /** Of the file as it is on disk, 64 hex digits. */
  String sha256() {
    return Sha256.of(bytes);
  }

  /**
   * Opens it in the engine that serves; the caller closes it.
   *
   * @param flips written into the model first
   * @throws IOException if it is no model that can serve
   */
  OnnxSegmenter open(FlipAveraging flips) throws IOException {
    try {
      return OnnxSegmenter.open(flips.into(bytes));
    } catch (BadModelException | IllegalArgumentException e) {
      throw new IOException("%s is no model that can serve: %s".formatted(path, e.getMessage()), e);
    }
  }
}
