package dev.nevus.image;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real images beside the repository, {@code ../shared/data}: they never go into it, and where
 * they are absent the tests that want them are skipped and say so.
 */
public final class SharedData {
  private SharedData() {}

  /** The files of one folder, for example {@code bad-images/png}, sorted by name. */
  public static List<Path> files(String folder) throws IOException {
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path files = up.resolve("shared/data").resolve(folder);
      if (Files.isDirectory(files)) {
        try (Stream<Path> all = Files.list(files)) {
          return all.sorted().toList();
        }
      }
    }
    return abort("did not run: there is no ../shared/data/" + folder + " beside the repository");
  }
}
