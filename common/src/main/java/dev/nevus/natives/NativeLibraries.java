package dev.nevus.natives;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks native libraries once for all processes of a user, below {@code ~/.cache}. Their own
 * loaders unpack them at every start into the folder for temporary files, and a process that is
 * killed leaves its copy there. Safe for many threads and processes.
 */
public final class NativeLibraries {
  private static final Logger LOG = LoggerFactory.getLogger(NativeLibraries.class);
  private static final Object ONE_THREAD = new Object();

  private final Path home;

  NativeLibraries(Path home) {
    this.home = home;
  }

  /** Those of this user. */
  public static NativeLibraries ofUser() {
    return new NativeLibraries(
        Path.of(System.getProperty("user.home"), ".cache", "nevus", "native"));
  }

  /**
   * The folder in which these libraries lie under their own names, and nothing else; empty where
   * that cannot be had: one is not in a jar, or there is no place to keep them.
   *
   * @param resources on the class path, at least one
   */
  public Optional<Path> folder(List<String> resources) {
    try {
      List<PackedLibrary> libraries = new ArrayList<>();
      for (String resource : resources) {
        libraries.add(PackedLibrary.of(ClassLoader.getSystemResource(resource), resource));
      }
      return Optional.of(unpacked(libraries));
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("cause", e.toString())
          .log("native libraries are unpacked for this process alone");
      return Optional.empty();
    }
  }

  Path unpacked(List<PackedLibrary> libraries) throws IOException {
    if (!home.isAbsolute()) {
      throw new IOException("this user has no home");
    }
    StringBuilder name = new StringBuilder(libraries.get(0).name());
    for (PackedLibrary library : libraries) {
      name.append('-').append(Long.toHexString(library.checksum()));
    }
    Path folder = home.resolve(name.toString());
    if (!isWhole(folder, libraries)) {
      Files.createDirectories(folder);
      synchronized (ONE_THREAD) {
        unpack(libraries, folder);
      }
    }
    return folder;
  }

  private static boolean isWhole(Path folder, List<PackedLibrary> libraries) throws IOException {
    for (PackedLibrary library : libraries) {
      if (!isWhole(folder.resolve(library.name()), library)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhole(Path file, PackedLibrary library) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == library.size();
  }

  /** One process at a time; the lock of one that dies is free again, its half file overwritten. */
  private void unpack(List<PackedLibrary> libraries, Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(home.resolve("lock"), CREATE, WRITE);
        FileLock lock = channel.lock()) {
      for (PackedLibrary library : libraries) {
        Path file = folder.resolve(library.name());
        if (lock.isValid() && !isWhole(file, library)) {
          unpack(library, home.resolve("half"), file);
        }
      }
    }
  }

  private static void unpack(PackedLibrary library, Path half, Path file) throws IOException {
    try (InputStream in = library.place().openStream();
        FileChannel out = FileChannel.open(half, CREATE, WRITE, TRUNCATE_EXISTING)) {
      long unused = in.transferTo(Channels.newOutputStream(out));
      // A name must not outlive a power cut without its bytes.
      out.force(true);
    }
    Path moved = Files.move(half, file, ATOMIC_MOVE);
    LOG.atDebug().addKeyValue("file", moved).log("native library unpacked");
  }
}
