package dev.nevus.trainer.training;

import dev.nevus.event.EventJson;
import dev.nevus.model.ModelManifest;
import dev.nevus.trainer.unet.FlipAveraging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The files of one training run: {@code last.checkpoint}; {@code best.onnx}, the net of the best
 * epoch so far; {@code model.onnx}, what would serve, made from it; once the run is over, {@code
 * model.int8.onnx}, the same in 8 bits, and {@code manifest.json}, the birth certificate of both.
 * Each is replaced whole.
 */
public final class RunFolder {
  private final Path folder;
  private final FlipAveraging flips;

  /** Makes the folder if need be. */
  public RunFolder(Path folder, FlipAveraging flips) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.flips = flips;
  }

  /** What would serve: the best net so far. */
  public Path model() {
    return folder.resolve("model.onnx");
  }

  /** Its birth certificate. */
  public Path manifest() {
    return folder.resolve("manifest.json");
  }

  /** What would serve in 8 bits. */
  private Path second() {
    return folder.resolve("model.int8.onnx");
  }

  /** The net of the best epoch so far. */
  public Path best() {
    return folder.resolve("best.onnx");
  }

  /** What a killed run goes on from. */
  public Path checkpoint() {
    return folder.resolve("last.checkpoint");
  }

  /** Whether a run has begun here. */
  boolean isUsed() {
    return Files.exists(checkpoint()) || Files.exists(model());
  }

  /**
   * Binds the run to its images and masks.
   *
   * @param digest of all of them
   * @param resumed whether the folder's run goes on
   * @throws IOException if that run began with others, or left no checkpoint
   */
  void bindTo(String digest, boolean resumed) throws IOException {
    Path file = folder.resolve("data.sha256");
    if (resumed && isUsed()) {
      if (!Files.exists(checkpoint())) {
        throw new IOException(
            folder + " holds a model but no checkpoint to go on from: choose another --out");
      }
      if (Files.exists(file) && !Files.readString(file, StandardCharsets.US_ASCII).equals(digest)) {
        throw new IOException(
            "the images or masks are not those that the run in "
                + folder
                + " began with: give it the same, or choose another --out");
      }
    }
    WholeFile.replace(file, digest.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The checkpoint to go on from.
   *
   * @throws IOException if there is one that cannot be used, or that belongs to another plan
   */
  Optional<Checkpoint> lastCheckpoint(String plan) throws IOException {
    if (!Files.exists(checkpoint())) {
      return Optional.empty();
    }
    Checkpoint last = Checkpoint.read(checkpoint());
    if (!last.plan().equals(plan)) {
      throw new IOException(
          "checkpoint belongs to another run: it was '%s', this is '%s'"
              .formatted(last.plan(), plan));
    }
    return Optional.of(last);
  }

  void keep(Checkpoint last) throws IOException {
    last.write(checkpoint());
  }

  void keepManifest(ModelManifest manifest) throws IOException {
    WholeFile.replace(manifest(), EventJson.toJson(manifest));
  }

  void keepSecondFile(byte[] onnx) throws IOException {
    WholeFile.replace(second(), onnx);
  }

  void keepModel(byte[] onnx) throws IOException {
    WholeFile.replace(best(), onnx);
    WholeFile.replace(model(), flips.into(onnx));
  }

  /** Makes the model that would serve anew; another averaging may be wanted now. */
  void deriveModel() throws IOException {
    byte[] model = flips.into(Files.readAllBytes(best()));
    // A manifest never stands beside a model that it does not certify, not even for a moment.
    Files.deleteIfExists(manifest());
    Files.deleteIfExists(second());
    WholeFile.replace(model(), model);
  }
}
