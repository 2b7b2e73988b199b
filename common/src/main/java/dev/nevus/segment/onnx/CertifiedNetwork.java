package dev.nevus.segment.onnx;

import dev.nevus.segment.GoldenAnswer;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.onnx.BadModelException.Code;
import java.util.Optional;

/**
 * One file of a model version and what the version's birth certificate says of it. Workers serve
 * and trainers judge what opens here and nothing else, so that a model is judged by the masks that
 * this machine would make with it. Immutable as long as nobody writes into the file's bytes, which
 * are not copied; safe for many threads.
 */
public final class CertifiedNetwork {
  private final byte[] file;
  private final int width;
  private final int height;
  private final Optional<GoldenAnswer> golden;
  private final GoldenPicture picture;

  /**
   * What is to be opened.
   *
   * @param file an ONNX file's bytes
   * @param width pixels that the network takes in a row
   * @param height rows that it takes
   * @param golden what it made of the picture when it was born; empty if nobody asked it: then the
   *     file goes through {@link ModelCheck} instead
   * @param picture the version's golden picture
   */
  public CertifiedNetwork(
      byte[] file, int width, int height, Optional<GoldenAnswer> golden, GoldenPicture picture) {
    this.file = file;
    this.width = width;
    this.height = height;
    this.golden = golden;
    this.picture = picture;
  }

  /**
   * Opens it and runs it once.
   *
   * @throws BadModelException if the engine refuses it, or it is not what the certificate says; one
   *     in 8 bits may be so on this processor alone: some add up 8-bit products in 16 bits that
   *     overflow. Nothing stays open
   */
  public OnnxSegmenter open() throws BadModelException {
    ModelCheck.DEFAULT.requireSize(file.length);
    if (golden.isEmpty()) {
      ModelCheck.DEFAULT.check(file);
    }
    OnnxSegmenter segmenter = OnnxSegmenter.open(file);
    try {
      requireInput(segmenter.input());
      requireGoldenAnswer(segmenter);
      return segmenter;
    } catch (BadModelException | RuntimeException e) {
      segmenter.close();
      throw e;
    }
  }

  private void requireInput(ModelInput input) throws BadModelException {
    if (input.width() != width || input.height() != height) {
      throw new BadModelException(
          Code.INPUT_SIZE,
          "the network takes %d x %d pixels, its manifest says %d x %d: add the model anew"
              .formatted(input.width(), input.height(), width, height));
    }
  }

  /** Also the first run of the engine, which is slower than all others: no image waits for it. */
  private void requireGoldenAnswer(OnnxSegmenter segmenter) throws BadModelException {
    GoldenAnswer answer = ModelCheck.DEFAULT.answer(segmenter, picture, golden);
    if (golden.isPresent() && !answer.agreesWith(golden.get())) {
      throw new BadModelException(
          Code.GOLDEN_ANSWER,
          ("its answer to the golden picture is off by %.4f, and %.2f is allowed: the files or the"
                  + " engine are not those that it was made with")
              .formatted(answer.distance(golden.get()), GoldenAnswer.TOLERANCE));
    }
  }

  @Override
  public String toString() {
    return "CertifiedNetwork[%d bytes, %d x %d]".formatted(file.length, width, height);
  }
}
