package dev.nevus.standalone;

import dev.nevus.embedded.ModuleClassPath;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where Nevus was built and where its data is.
 *
 * @param root folder of the root POM
 * @param data folder of everything that is kept
 */
public record Installation(Path root, Path data) {
  public Installation {
    root = root.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
  }

  /** The default data folder, {@code .nevus} in the root. */
  public static Installation at(Path root) {
    return new Installation(root, root.resolve(".nevus"));
  }

  /**
   * @param module folder relative to the root
   * @throws IOException if it is not built
   */
  public String classPath(String module) throws IOException {
    return ModuleClassPath.of(root, module);
  }

  /** The model that is shipped with the worker. */
  public Path defaultModel() {
    return root.resolve("segmentation-worker/target/classes/models/default/model.onnx");
  }

  public Path log(String part) {
    return data.resolve("logs").resolve(part + ".log");
  }
}
