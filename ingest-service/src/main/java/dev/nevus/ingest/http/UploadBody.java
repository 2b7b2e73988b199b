package dev.nevus.ingest.http;

import dev.nevus.image.ImageInspector;
import dev.nevus.image.ImageLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongFunction;

/**
 * Reads the body of a request: never more than its kind may have. How slowly it may come is the
 * business of {@link PacedBodies}.
 */
final class UploadBody {
  private static final int CHUNK = 64 * 1024;

  private static final int JSON = 16 * 1024;

  private final int limit;
  private final LongFunction<ProblemException> tooManyBytes;

  private UploadBody(int limit, LongFunction<ProblemException> tooManyBytes) {
    this.limit = limit;
    this.tooManyBytes = tooManyBytes;
  }

  /** A body that is an image file. */
  static UploadBody ofImages(ImageInspector inspector) {
    return new UploadBody(
        inspector.limits().maxBytes(),
        bytes -> ProblemException.of(inspector.tooManyBytes(bytes).refusal()));
  }

  /** A body that is a mask file: it may have as many bytes as an image. */
  static UploadBody ofMasks(ImageLimits limits) {
    return new UploadBody(
        limits.maxBytes(),
        bytes ->
            tooMany(
                "The mask has %,d bytes, at most %,d are taken: save it as a PNG of one channel."
                    .formatted(bytes, limits.maxBytes())));
  }

  /** A body that is JSON. */
  static UploadBody ofJson() {
    return new UploadBody(
        JSON, bytes -> tooMany("The JSON may have %,d bytes at the most.".formatted(JSON)));
  }

  private static ProblemException tooMany(String detail) {
    return new ProblemException(ProblemCode.TOO_MANY_BYTES, detail);
  }

  static ProblemException tooSlow() {
    return new ProblemException(
        ProblemCode.TOO_SLOW, "The body came too slowly: send it over a better line.");
  }

  /** Bytes that the file in it may have. */
  int limit() {
    return limit;
  }

  /**
   * Refuses by the declared length, before a byte is read.
   *
   * @param declared the Content-Length; negative where there is none
   * @param overhead bytes of a form around the file
   */
  void checkDeclared(long declared, int overhead) throws ProblemException {
    if (declared > (long) limit() + overhead) {
      throw tooManyBytes.apply(declared);
    }
  }

  /** The whole stream, or a problem as soon as it is longer than it may be. */
  byte[] read(InputStream stream) throws ProblemException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int n = next(stream, chunk); n >= 0; n = next(stream, chunk)) {
      body.write(chunk, 0, n);
      if (body.size() > limit()) {
        throw tooManyBytes.apply(body.size());
      }
    }
    return body.toByteArray();
  }

  /** The sender's line breaking is no neighbour's fault. */
  private static int next(InputStream stream, byte[] chunk) throws ProblemException {
    try {
      return stream.read(chunk);
    } catch (IOException e) {
      if (PacedBodies.isCauseOf(e)) {
        throw tooSlow();
      }
      throw new ProblemException(
          ProblemCode.BAD_REQUEST, "The body ended before it was complete: send it again.");
    }
  }
}
