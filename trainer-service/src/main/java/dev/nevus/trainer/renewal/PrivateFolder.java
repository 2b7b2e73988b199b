package dev.nevus.trainer.renewal;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Folders that only their owner may look in. */
final class PrivateFolder {
  private PrivateFolder() {}

  /** Makes the folder where there is none. */
  static Path make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return folder;
    }
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        : Files.createDirectories(folder);
  }
}
