package dev.nevus.standalone.ledger;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Orphans on their way to be announced, all of one image side by side: there may be as many as
 * there are images. For one thread.
 */
final class OrphanFile implements ImageJudge.Orphans, AutoCloseable {
  private final Path file;
  private final OutputStream out;

  private OrphanFile(Path file, OutputStream out) {
    this.file = file;
    this.out = out;
  }

  static OrphanFile in(Path work) throws IOException {
    Path file = Files.createTempFile(work, "nevus-orphans", "");
    return new OrphanFile(file, new BufferedOutputStream(Files.newOutputStream(file)));
  }

  /** Gets one orphan after the other. */
  @FunctionalInterface
  interface Reader {
    void take(Entry orphan) throws IOException, InterruptedException;
  }

  @Override
  public void add(Entry object) throws IOException {
    byte[] bytes = new byte[Entry.BYTES];
    object.write(ByteBuffer.wrap(bytes));
    out.write(bytes);
  }

  /** Hands over everything, in the order in which it came. */
  void read(Reader reader) throws IOException, InterruptedException {
    out.flush();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (byte[] bytes = in.readNBytes(Entry.BYTES);
          bytes.length == Entry.BYTES;
          bytes = in.readNBytes(Entry.BYTES)) {
        reader.take(Entry.read(bytes, 0));
      }
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(file);
  }
}
