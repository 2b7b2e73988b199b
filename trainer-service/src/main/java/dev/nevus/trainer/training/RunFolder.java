package dev.nevus.trainer.training;

import dev.nevus.event.EventJson;
import dev.nevus.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The files of one training run: the last checkpoint and the best model so far. */
public final class RunFolder {
  private final Path folder;

  /** Makes the folder if need be. */
  public RunFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** The best model so far. */
  public Path model() {
    return folder.resolve("model.onnx");
  }

  /** Its birth certificate. */
  public Path manifest() {
    return folder.resolve("manifest.json");
  }

  private Path checkpoint() {
    return folder.resolve("last.checkpoint");
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
    replace(manifest(), EventJson.toJson(manifest));
  }

  /** Readers of {@link #model} see the old file or the new one, never half of one. */
  void keepModel(byte[] onnx) throws IOException {
    replace(model(), onnx);
  }

  private static void replace(Path file, byte[] content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(unfinished, content);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
