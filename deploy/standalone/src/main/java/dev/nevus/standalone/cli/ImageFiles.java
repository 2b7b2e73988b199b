package dev.nevus.standalone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that a person names on the command line. */
final class ImageFiles {
  private ImageFiles() {}

  /**
   * Each file as it is, and of each folder its files sorted by name, hidden ones left out; whether
   * they are images is told by their content later.
   *
   * @throws IOException if one of them does not exist or there is none
   */
  static List<Path> of(List<Path> named) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : named) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> inside = Files.list(path)) {
          inside
              .filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted()
              .forEach(files::add);
        }
      } else if (Files.isRegularFile(path)) {
        files.add(path);
      } else {
        throw new IOException("there is no file or folder " + path);
      }
    }
    if (files.isEmpty()) {
      throw new IOException("there are no files in " + named);
    }
    return files;
  }

  /** The name without its last extension. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
