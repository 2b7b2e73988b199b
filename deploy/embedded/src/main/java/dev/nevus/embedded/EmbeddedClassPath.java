package dev.nevus.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** The class path that the broker and the store need. */
public final class EmbeddedClassPath {
  private EmbeddedClassPath() {}

  /**
   * @param repositoryRoot the folder with the root POM
   * @throws IOException if this module is not packaged there
   */
  public static String under(Path repositoryRoot) throws IOException {
    return ModuleClassPath.of(repositoryRoot, "deploy/embedded");
  }
}
