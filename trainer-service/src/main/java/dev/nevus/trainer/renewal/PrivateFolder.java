package dev.nevus.trainer.renewal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Folders that only their owner may look in: there are images of patients in them. */
final class PrivateFolder {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFolder() {}

  /**
   * Makes the folder where there is none, and closes it to others.
   *
   * @throws IOException if it cannot be made, or belongs to somebody else
   */
  static Path make(Path folder) throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return Files.createDirectories(folder);
    }
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER));
    if (!Files.getPosixFilePermissions(folder).equals(OWNER)) {
      Files.setPosixFilePermissions(folder, OWNER);
    }
    return folder;
  }

  /** Removes all that is in the folder, folders too; harmless where there is none. */
  static void empty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    for (Path child : children(folder)) {
      if (!Files.isSymbolicLink(child)) {
        empty(child);
      }
      Files.deleteIfExists(child);
    }
  }

  /** What is in the folder. */
  static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }
}
