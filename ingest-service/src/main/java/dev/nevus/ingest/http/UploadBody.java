package dev.nevus.ingest.http;

import dev.nevus.image.ImageInspector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Reads the body of an upload: never more than an image may have, and never for longer than an
 * upload may take, however slowly the bytes drip in.
 */
final class UploadBody {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CHUNK = 64 * 1024;

  private final ImageInspector inspector;

  UploadBody(ImageInspector inspector) {
    this.inspector = inspector;
  }

  /** Bytes that an image may have. */
  int limit() {
    return inspector.limits().maxBytes();
  }

  /**
   * Refuses by the declared length, before a byte is read.
   *
   * @param declared the Content-Length; negative where there is none
   * @param overhead bytes of a form around the image
   */
  void checkDeclared(long declared, int overhead) throws ProblemException {
    if (declared > (long) limit() + overhead) {
      throw ProblemException.of(inspector.tooManyBytes(declared).refusal());
    }
  }

  /** The whole stream, or a problem as soon as it is longer than an image may be. */
  byte[] read(InputStream stream) throws ProblemException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int n = next(stream, chunk); n >= 0; n = next(stream, chunk)) {
      body.write(chunk, 0, n);
      if (body.size() > limit()) {
        throw ProblemException.of(inspector.tooManyBytes(body.size()).refusal());
      }
      if (System.nanoTime() > deadline) {
        throw new ProblemException(
            ProblemCode.TOO_SLOW, "An upload may take two minutes: send it over a better line.");
      }
    }
    return body.toByteArray();
  }

  /** The sender's line breaking is no neighbour's fault. */
  private static int next(InputStream stream, byte[] chunk) throws ProblemException {
    try {
      return stream.read(chunk);
    } catch (IOException e) {
      throw new ProblemException(
          ProblemCode.BAD_REQUEST, "The body ended before it was complete: send it again.");
    }
  }
}
