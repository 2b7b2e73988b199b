package dev.nevus.standalone.doctor;

import static dev.nevus.standalone.doctor.Finding.Level.MISSING;
import static dev.nevus.standalone.doctor.Finding.Level.WARN;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What is installed.
 *
 * @param jdk feature number of the running JDK
 * @param maven where mvn is
 * @param glibc version of the C library, such as {@code 2.36}
 * @param cxxLibrary where libstdc++ is
 */
public record Software(
    int jdk, Optional<Path> maven, Optional<String> glibc, Optional<Path> cxxLibrary) {
  private static final int LEAST_JDK = 17;
  private static final int LEAST_GLIBC_MINOR = 28;
  private static final List<String> LIBRARY_FOLDERS =
      List.of(
          "/lib/x86_64-linux-gnu",
          "/usr/lib/x86_64-linux-gnu",
          "/lib/aarch64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/lib64",
          "/usr/lib64",
          "/usr/lib");

  /**
   * Looks at this machine.
   *
   * @param searchPath the PATH
   */
  public static Software look(String searchPath) throws InterruptedException {
    return new Software(
        Runtime.version().feature(),
        find("mvn", Stream.of(searchPath.split(File.pathSeparator))),
        glibcVersion(),
        find("libstdc++.so.6", LIBRARY_FOLDERS.stream()));
  }

  public List<Finding> findings() {
    return List.of(
        Finding.of(
            "JDK",
            jdk >= LEAST_JDK,
            Integer.toString(jdk),
            MISSING,
            "install JDK 17 or newer: apt install openjdk-17-jdk, or adoptium.net; then set JAVA_HOME"),
        Finding.of(
            "Maven",
            maven.isPresent(),
            maven.map(Path::toString).orElse("not on the PATH"),
            WARN,
            "needed to build: apt install maven, or maven.apache.org (3.8.7 or newer)"),
        Finding.of(
            "glibc",
            glibc.filter(Software::isNewEnough).isPresent(),
            glibc.orElse("not found"),
            MISSING,
            "ONNX Runtime and OpenCV need glibc 2.28 or newer: Debian 10, Ubuntu 20.04, RHEL 8 or later; not Alpine"),
        Finding.of(
            "libstdc++",
            cxxLibrary.isPresent(),
            cxxLibrary.map(Path::toString).orElse("not found"),
            MISSING,
            "needed by ONNX Runtime and OpenCV: apt install libstdc++6, or dnf install libstdc++"));
  }

  private static boolean isNewEnough(String version) {
    String[] numbers = version.split("\\.");
    int major = Integer.parseInt(numbers[0]);
    return major > 2 || (major == 2 && Integer.parseInt(numbers[1]) >= LEAST_GLIBC_MINOR);
  }

  private static Optional<Path> find(String name, Stream<String> folders) {
    return folders
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::exists)
        .findFirst();
  }

  /** Asks getconf, which answers {@code glibc 2.36}; other C libraries have no such answer. */
  private static Optional<String> glibcVersion() throws InterruptedException {
    try {
      Process getconf =
          new ProcessBuilder("getconf", "GNU_LIBC_VERSION")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!getconf.waitFor(5, TimeUnit.SECONDS)) {
        getconf.destroyForcibly();
        return Optional.empty();
      }
      String answer =
          new String(getconf.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return Optional.of(answer.substring(answer.indexOf(' ') + 1))
          .filter(version -> version.matches("\\d+\\.\\d+.*"));
    } catch (IOException absent) {
      return Optional.empty();
    }
  }
}
