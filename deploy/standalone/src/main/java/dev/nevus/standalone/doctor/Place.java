package dev.nevus.standalone.doctor;

import static dev.nevus.standalone.doctor.Finding.Level.MISSING;
import static dev.nevus.standalone.doctor.Finding.Level.WARN;

import dev.nevus.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the data is to be.
 *
 * @param folder with all data; it need not exist yet
 * @param freeBytes on its disk
 * @param httpPort the port that the web page takes unless told otherwise
 */
public record Place(
    Path folder, boolean writable, long freeBytes, int httpPort, boolean httpPortFree) {
  private static final long GIB = 1L << 30;
  private static final long ENOUGH_BYTES = 10 * GIB;
  private static final long LEAST_BYTES = GIB;

  /** Looks at this machine, and changes nothing. */
  public static Place look(Path folder, int httpPort) throws IOException {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      Path parent = existing.getParent();
      if (parent == null) {
        throw new IOException("no part of " + folder + " exists");
      }
      existing = parent;
    }
    return new Place(
        folder,
        Files.isDirectory(existing) && Files.isWritable(existing),
        Files.getFileStore(existing).getUsableSpace(),
        httpPort,
        FreePort.isFree(httpPort));
  }

  public List<Finding> findings() {
    return List.of(
        Finding.of(
            "data folder",
            writable,
            folder + (writable ? "" : " cannot be written"),
            MISSING,
            "give Nevus another folder with --data, or change the owner of this one"),
        Finding.of(
            "disk",
            freeBytes >= ENOUGH_BYTES,
            "%.1f GiB free".formatted((double) freeBytes / GIB),
            freeBytes >= LEAST_BYTES ? WARN : MISSING,
            "images, events and models are all kept: free some space, or use another disk with --data"),
        Finding.of(
            "port",
            httpPortFree,
            httpPort + (httpPortFree ? " is free" : " is taken"),
            WARN,
            "the web page moves to a free port, or to the one given with --http-port"));
  }
}
