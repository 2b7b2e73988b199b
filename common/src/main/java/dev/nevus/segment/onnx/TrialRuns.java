package dev.nevus.segment.onnx;

import ai.onnxruntime.OrtException;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.BadModelException.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Runs a model on {@link TrialPicture}s as serving would, and on two at once where it says that it
 * takes them. Used once, by one thread.
 */
final class TrialRuns implements AutoCloseable {
  /** Other ways through the engine may round differently, but no mask changes by that. */
  private static final float TOLERANCE = 1e-4f;

  private final OnnxSession session;
  private final Duration patience;
  private final ModelInput input;
  private final ScheduledExecutorService clock = Deadline.clock();

  TrialRuns(OnnxSession session, Duration patience) {
    this.session = session;
    this.patience = patience;
    this.input = session.contract().input();
  }

  /**
   * @throws BadModelException if a run fails or takes too long, or what it gives is no probability
   *     that depends on the picture alone
   */
  void run() throws BadModelException {
    for (TrialPicture picture : TrialPicture.values()) {
      float[] first = alone(picture);
      if (!Arrays.equals(first, alone(picture))) {
        throw new BadModelException(
            Code.NOT_DETERMINISTIC,
            "the same picture (%s) gives two results: take dropout and random operators out, export"
                    .formatted(picture.words())
                + " the net for inference");
      }
    }
    if (session.contract().takesBatches()) {
      requireSameInBatch(TrialPicture.LESION, TrialPicture.WHITE);
    }
  }

  private float[] alone(TrialPicture picture) throws BadModelException {
    return probabilities(picture.words(), picture);
  }

  private void requireSameInBatch(TrialPicture one, TrialPicture other) throws BadModelException {
    float[] both;
    try {
      both = probabilities("two pictures at once", one, other);
    } catch (BadModelException e) {
      throw e.code() == Code.TOO_SLOW ? e : dependsOnBatch(String.valueOf(e.getMessage()));
    }
    float[] expected = concatenated(alone(one), alone(other));
    for (int i = 0; i < expected.length; i++) {
      if (Math.abs(both[i] - expected[i]) > TOLERANCE) {
        throw dependsOnBatch(
            "beside another picture the result differs by %.4f"
                .formatted(Math.abs(both[i] - expected[i])));
      }
    }
  }

  private static float[] concatenated(float[] first, float[] second) {
    float[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** The model's answer to these pictures in one run, checked. */
  private float[] probabilities(String shown, TrialPicture... pictures) throws BadModelException {
    ByteBuffer rgb =
        ByteBuffer.allocateDirect(pictures.length * input.bytes()).order(ByteOrder.nativeOrder());
    for (TrialPicture picture : pictures) {
      rgb.put(picture.rgb(input));
    }
    OnnxOutput output = timed(rgb.flip(), pictures.length, shown);
    if (output.values().isEmpty()) {
      throw new BadModelException(
          Code.WRONG_OUTPUT,
          "the output for %s has the shape %s and must have [%d, %d, %d, 1]: one probability a pixel"
              .formatted(shown, output.shape(), pictures.length, input.height(), input.width()));
    }
    float[] values = output.values().get();
    for (float value : values) {
      if (!(value >= 0 && value <= 1)) {
        throw new BadModelException(
            Code.NOT_A_PROBABILITY,
            "the output for %s holds %s and must lie in 0 to 1: end the graph with a sigmoid or a"
                    .formatted(shown, value)
                + " softmax, and check that the weights are sound");
      }
    }
    return values;
  }

  private OnnxOutput timed(ByteBuffer rgb, int images, String shown) throws BadModelException {
    try (Deadline deadline = Deadline.in(patience, clock)) {
      OnnxOutput output;
      try {
        output = session.run(rgb, images, deadline.options());
      } catch (OrtException e) {
        throw deadline.hasPassed() ? tooSlow(shown) : failed(shown, e);
      }
      if (deadline.hasPassed()) {
        throw tooSlow(shown);
      }
      return output;
    } catch (OrtException e) {
      throw failed(shown, e);
    }
  }

  private BadModelException tooSlow(String shown) {
    return Deadline.tooSlow(shown, patience);
  }

  private static BadModelException dependsOnBatch(String how) {
    return new BadModelException(
        Code.BATCH_DEPENDENT,
        "the input declares a free batch, but %s; export the net for inference, or with a batch of 1"
            .formatted(how));
  }

  private static BadModelException failed(String shown, OrtException e) {
    return new BadModelException(
        Code.ENGINE_FAILED,
        "the engine fails at %s: %s; export the net anew".formatted(shown, EngineReason.of(e)),
        e);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
