package dev.nevus.trainer.training;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A training run at the end of an epoch: weights, optimiser state and how far it is. The file is a
 * header, three arrays of floats and a checksum; no Java object is ever deserialised from it.
 *
 * @see #write that a kill leaves the old file or the new one
 */
final class Checkpoint {
  private static final int MAGIC = 0x4e56434b;
  private static final int VERSION = 2;
  private static final int MOST_FLOATS = 1 << 28;

  private final String plan;
  private final Progress progress;
  private final float[] parameters;
  private final float[] optimiser;
  private final float[] average;

  /**
   * Takes the arrays over.
   *
   * @param plan says which run this belongs to; another plan cannot be resumed from it
   */
  Checkpoint(
      String plan, Progress progress, float[] parameters, float[] optimiser, float[] average) {
    this.plan = plan;
    this.progress = progress;
    this.parameters = parameters;
    this.optimiser = optimiser;
    this.average = average;
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

  /** The average of the weights over the steps. */
  float[] average() {
    return average.clone();
  }

  /** Durable when it returns, see {@link WholeFile}. */
  void write(Path file) throws IOException {
    WholeFile.replace(file, this::writeTo);
  }

  private void writeTo(OutputStream out) throws IOException {
    CRC32 checksum = new CRC32();
    DataOutputStream data = new DataOutputStream(new CheckedOutputStream(out, checksum));
    data.writeInt(MAGIC);
    data.writeInt(VERSION);
    data.writeUTF(plan);
    data.writeInt(progress.epoch());
    data.writeInt(progress.steps());
    data.writeInt(progress.bestEpoch());
    data.writeDouble(progress.bestScore());
    writeFloats(parameters, data);
    writeFloats(optimiser, data);
    writeFloats(average, data);
    data.flush();
    new DataOutputStream(out).writeLong(checksum.getValue());
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
      Progress progress =
          new Progress(data.readInt(), data.readInt(), data.readInt(), data.readDouble());
      float[] parameters = readFloats(data, file);
      float[] optimiser = readFloats(data, file);
      float[] average = readFloats(data, file);
      long expected = checksum.getValue();
      if (data.readLong() != expected) {
        throw new IOException("checkpoint is damaged, its checksum does not hold: " + file);
      }
      return new Checkpoint(plan, progress, parameters, optimiser, average);
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
