package dev.nevus.trainer.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A training run at the end of an epoch: weights, optimiser state and how far it is. The file is a
 * header, two arrays of floats and a checksum; no Java object is ever deserialised from it.
 *
 * @see #write that a kill leaves the old file or the new one
 */
final class Checkpoint {
  private static final int MAGIC = 0x4e56434b;
  private static final int VERSION = 1;
  private static final int MOST_FLOATS = 1 << 28;

  private final String plan;
  private final Progress progress;
  private final float[] parameters;
  private final float[] optimiser;

  /**
   * Takes the arrays over.
   *
   * @param plan says which run this belongs to; another plan cannot be resumed from it
   */
  Checkpoint(String plan, Progress progress, float[] parameters, float[] optimiser) {
    this.plan = plan;
    this.progress = progress;
    this.parameters = parameters;
    this.optimiser = optimiser;
  }

  String plan() {
    return plan;
  }

  Progress progress() {
    return progress;
  }

  float[] parameters() {
    return parameters.clone();
  }

  float[] optimiser() {
    return optimiser.clone();
  }

  /** Durable when it returns: written beside {@code file}, forced to disk, then renamed over it. */
  void write(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    CRC32 checksum = new CRC32();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
      DataOutputStream data = new DataOutputStream(new CheckedOutputStream(out, checksum));
      data.writeInt(MAGIC);
      data.writeInt(VERSION);
      data.writeUTF(plan);
      data.writeUTF(progress.phase().name());
      data.writeInt(progress.epoch());
      data.writeInt(progress.steps());
      data.writeDouble(progress.bestScore());
      writeFloats(parameters, data);
      writeFloats(optimiser, data);
      data.flush();
      new DataOutputStream(out).writeLong(checksum.getValue());
    }
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads a whole checkpoint.
   *
   * @throws IOException saying what is wrong with the file: not a checkpoint, truncated, or damaged
   */
  static Checkpoint read(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    try (CheckedInputStream in =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), 1 << 16), checksum);
        DataInputStream data = new DataInputStream(in)) {
      if (data.readInt() != MAGIC || data.readInt() != VERSION) {
        throw new IOException("not a checkpoint of this version: " + file);
      }
      String plan = data.readUTF();
      Phase phase = Phase.valueOf(data.readUTF());
      Progress progress = new Progress(phase, data.readInt(), data.readInt(), data.readDouble());
      float[] parameters = readFloats(data, file);
      float[] optimiser = readFloats(data, file);
      long expected = checksum.getValue();
      if (data.readLong() != expected) {
        throw new IOException("checkpoint is damaged, its checksum does not hold: " + file);
      }
      return new Checkpoint(plan, progress, parameters, optimiser);
    } catch (EOFException e) {
      throw new IOException("checkpoint is truncated: " + file, e);
    } catch (UTFDataFormatException | IllegalArgumentException e) {
      throw new IOException("checkpoint is damaged: " + file, e);
    }
  }

  private static void writeFloats(float[] values, DataOutputStream out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] readFloats(DataInputStream in, Path file) throws IOException {
    int length = in.readInt();
    // A damaged length must not become an allocation larger than the file could fill.
    if (length < 0 || length > MOST_FLOATS || 4L * length > Files.size(file)) {
      throw new IOException("checkpoint is damaged or truncated: " + file);
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
