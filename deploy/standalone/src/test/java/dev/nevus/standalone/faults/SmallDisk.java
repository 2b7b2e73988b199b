package dev.nevus.standalone.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A disk of a few megabytes in memory, to be filled up. Only root can have one. */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounted at this folder, which is made; empty where that is not allowed. */
  static Optional<SmallDisk> mountedAt(Path folder, int megabytes)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    boolean isMounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString())
            == 0;
    return isMounted ? Optional.of(new SmallDisk(folder)) : Optional.empty();
  }

  /** Leaves no byte free. */
  void fill() throws IOException {
    try (OutputStream ballast = Files.newOutputStream(ballast())) {
      while (true) {
        ballast.write(new byte[BLOCK_BYTES]);
      }
    } catch (IOException full) {
      if (!Files.exists(ballast())) {
        throw full;
      }
    }
  }

  /** Takes back what {@link #fill} wrote. */
  void makeRoom() throws IOException {
    Files.deleteIfExists(ballast());
  }

  @Override
  public void close() throws IOException {
    try {
      // Lazily: a process that was just killed may still be named as its user.
      run("umount", "-l", folder.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command)).redirectErrorStream(true).start().waitFor();
  }
}
