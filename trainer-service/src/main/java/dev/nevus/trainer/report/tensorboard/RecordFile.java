package dev.nevus.trainer.report.tensorboard;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * A <a href="https://www.tensorflow.org/tutorials/load_data/tfrecord#tfrecords_format_details">
 * TFRecord</a> file: for each record its length (8 bytes), the length's masked CRC-32C (4), the
 * data, the data's masked CRC-32C (4); little-endian.
 */
final class RecordFile implements AutoCloseable {
  private static final int MASK_DELTA = 0xa282ead8;
  private static final int MASK_TURN = 15;

  private final OutputStream out;

  private RecordFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Begins a file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if it is there already
   */
  static RecordFile create(Path file) throws IOException {
    return new RecordFile(
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
  }

  /** A reader sees the record once this returns. */
  void append(byte[] data) throws IOException {
    byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
    out.write(length);
    out.write(littleEndian(Integer.BYTES).putInt(maskedCrc(length)).array());
    out.write(data);
    out.write(littleEndian(Integer.BYTES).putInt(maskedCrc(data)).array());
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** A CRC of bytes that hold CRCs is weak, so TFRecord turns it and adds a constant. */
  private static int maskedCrc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), MASK_TURN) + MASK_DELTA;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
