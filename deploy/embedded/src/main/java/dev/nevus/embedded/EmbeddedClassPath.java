package dev.nevus.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/**
 * The class path that the broker and the store need, as the build left it in this module's {@code
 * target} folder.
 */
public final class EmbeddedClassPath {
  private EmbeddedClassPath() {}

  /**
   * @param repositoryRoot the folder with the root POM
   * @throws IOException if the module is not packaged there
   */
  public static String under(Path repositoryRoot) throws IOException {
    Path target = repositoryRoot.resolve("deploy/embedded/target").toAbsolutePath().normalize();
    Path dependencies = target.resolve("runtime.classpath");
    if (!Files.isReadable(dependencies)) {
      throw new IOException(
          "no "
              + dependencies
              + ": build it with 'mvn -pl deploy/embedded package' in "
              + repositoryRoot);
    }
    return newest(target) + File.pathSeparator + Files.readString(dependencies).strip();
  }

  /** The jar, which the JVM can archive, unless classes were compiled after it was packed. */
  private static Path newest(Path target) throws IOException {
    Path classes = target.resolve("classes");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "embedded-*.jar")) {
      for (Path jar : jars) {
        if (!isAnyNewer(classes, Files.getLastModifiedTime(jar))) {
          return jar;
        }
      }
    }
    return classes;
  }

  private static boolean isAnyNewer(Path classes, FileTime packed) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files.anyMatch(file -> file.toFile().lastModified() > packed.toMillis());
    }
  }
}
