package dev.nevus.trainer.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.Event;

/**
 * Reads an event file as TensorBoard does: length, its checksum, data, its checksum; then the data
 * with TensorFlow's own classes. The CRC is worked out bit by bit, not with the class that the
 * writer uses.
 */
final class ReadRecords {
  private static final int CASTAGNOLI_REFLECTED = 0x82f63b78;

  private ReadRecords() {}

  static List<Event> of(Path file) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (rest.hasRemaining()) {
      byte[] length = take(rest, Long.BYTES);
      assertThat(rest.getInt()).as("checksum of a length").isEqualTo(masked(crc(length)));
      long bytes = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
      byte[] data = take(rest, Math.toIntExact(bytes));
      assertThat(rest.getInt()).as("checksum of the data").isEqualTo(masked(crc(data)));
      events.add(Event.parseFrom(data));
    }
    return events;
  }

  static int crc(byte[] bytes) {
    int crc = ~0;
    for (byte value : bytes) {
      crc ^= value & 0xff;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : CASTAGNOLI_REFLECTED);
      }
    }
    return ~crc;
  }

  private static int masked(int crc) {
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }

  private static byte[] take(ByteBuffer from, int count) {
    byte[] taken = new byte[count];
    from.get(taken);
    return taken;
  }
}
