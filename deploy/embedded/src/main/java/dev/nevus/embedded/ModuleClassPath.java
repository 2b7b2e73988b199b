package dev.nevus.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/**
 * What a built module runs on, as the build left it: its own classes, and {@code
 * target/runtime.classpath} for the rest.
 */
public final class ModuleClassPath {
  private ModuleClassPath() {}

  /**
   * @param module folder relative to the root, such as {@code deploy/embedded}; its last name is
   *     the artifact's
   * @throws IOException if the module is not packaged there; the message says how to
   */
  public static String of(Path repositoryRoot, String module) throws IOException {
    Path folder = repositoryRoot.resolve(module).toAbsolutePath().normalize();
    Path dependencies = folder.resolve("target/runtime.classpath");
    if (!Files.isReadable(dependencies)) {
      throw new IOException(
          "no "
              + dependencies
              + ": build it with 'mvn -pl "
              + module
              + " -am package' in "
              + repositoryRoot);
    }
    String rest = Files.readString(dependencies).strip();
    // The real path: the JVM's archives are bound to it, whatever links lead there.
    return own(folder.toRealPath()) + (rest.isEmpty() ? "" : File.pathSeparator + rest);
  }

  /**
   * The jar, from which the JVM starts quicker, unless classes were compiled after it was packed.
   */
  private static Path own(Path folder) throws IOException {
    Path target = folder.resolve("target");
    Path classes = target.resolve("classes");
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(target, folder.getFileName() + "-[0-9]*.jar")) {
      for (Path jar : jars) {
        boolean isMain = !jar.toString().endsWith("-tests.jar");
        if (isMain && !isAnyNewer(classes, Files.getLastModifiedTime(jar))) {
          return jar;
        }
      }
    }
    return classes;
  }

  private static boolean isAnyNewer(Path classes, FileTime packed) throws IOException {
    if (!Files.isDirectory(classes)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files.anyMatch(file -> file.toFile().lastModified() > packed.toMillis());
    }
  }
}
