package dev.nevus.segment.onnx;

import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.SegmentationException;
import dev.nevus.segment.onnx.BadModelException.Code;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether a model file can serve, whatever made it: the format, that all weights are inside and
 * finite, the contract of one uint8 {@code [N,H,W,3]} in and one float {@code [N,H,W,1]} out, and
 * trial runs on pictures drawn in code. It says nothing of how well the model segments.
 *
 * <p>Other files are never opened. Memory is the limit that it does not hold: a graph may ask the
 * engine for any amount, so files from strangers belong into a process of their own. Immutable,
 * safe for many threads.
 *
 * @param maxBytes a longer file is refused
 * @param patience for one run of the model; the engine can stop only between two operators
 */
public record ModelCheck(long maxBytes, Duration patience) {
  /** 256 MiB, 30 seconds a run. */
  public static final ModelCheck DEFAULT =
      new ModelCheck(256L * 1024 * 1024, Duration.ofSeconds(30));

  /**
   * @throws IllegalArgumentException if a limit is not above zero
   */
  public ModelCheck {
    if (maxBytes < 1 || patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("limits of a model check must be above zero");
    }
  }

  /**
   * Checks a file; uses one core and takes some ten runs of the model.
   *
   * @param file all its bytes; not changed
   * @throws BadModelException if it cannot serve
   */
  public CheckedModel check(byte[] file) throws BadModelException {
    requireSize(file.length);
    OnnxStructure structure = OnnxStructure.of(file);
    try (OnnxSession session = OnnxSession.open(file);
        TrialRuns trial = new TrialRuns(session, patience)) {
      OnnxContract contract = session.contract();
      requireSingleImages(contract);
      trial.run();
      return new CheckedModel(contract.input(), contract.takesBatches(), structure);
    }
  }

  /**
   * What an open model makes of its golden picture, within {@link #patience()} a run.
   *
   * @param told the answer that it should give, where it is known: a second run may come nearer
   * @throws BadModelException if the engine fails or takes too long, or the picture is none
   */
  public GoldenAnswer answer(
      OnnxSegmenter model, GoldenPicture picture, Optional<GoldenAnswer> told)
      throws BadModelException {
    try (LimitedSegmenter limited = new LimitedSegmenter(model, patience)) {
      GoldenAnswer answer;
      try {
        answer = told.isPresent() ? picture.answer(limited, told.get()) : picture.answer(limited);
      } catch (SegmentationException e) {
        throw limited.wasTooSlow() ? tooSlow() : failed(e);
      }
      if (limited.wasTooSlow()) {
        throw tooSlow();
      }
      return answer;
    }
  }

  private BadModelException tooSlow() {
    return Deadline.tooSlow("the golden picture", patience);
  }

  private static BadModelException failed(SegmentationException e) {
    return new BadModelException(
        Code.ENGINE_FAILED, "it fails at its golden picture: " + e.getMessage(), e);
  }

  /**
   * The first check alone, for those who have not read the file yet.
   *
   * @throws BadModelException if it has more than {@link #maxBytes()}
   */
  public void requireSize(long bytes) throws BadModelException {
    if (bytes > maxBytes) {
      throw new BadModelException(
          Code.TOO_LARGE,
          "the file has %,d bytes, a model may have %,d: export it without what only training needs,"
                  .formatted(bytes, maxBytes)
              + " or with smaller weights");
    }
  }

  /** Workers run images one by one. */
  private static void requireSingleImages(OnnxContract contract) throws BadModelException {
    if (!contract.takesBatches() && contract.batch() != 1) {
      throw new BadModelException(
          Code.WRONG_INPUT,
          "the input takes %d images at once, and images are segmented one by one: export the net"
                  .formatted(contract.batch())
              + " with a free batch, or a batch of 1");
    }
  }
}
