package dev.nevus.ingest.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds the memory of all uploads at once, by their declared or assumed length, whatever the
 * number of senders, and what one source that names itself may take of it. Beyond a bound senders
 * are asked to come again. Safe for many threads.
 */
final class UploadBudget {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  // While it arrives, and as the image that it became.
  private static final long COPIES = 2;

  private final int all;
  private final int ofOneSource;
  private final Map<String, Integer> bySource = new HashMap<>();
  private int free;

  /**
   * @param bytes at most this many at once
   * @param ofOneSource at most this many of one source, but for a single body that has more
   */
  UploadBudget(int bytes, int ofOneSource) {
    this.all = bytes;
    this.free = bytes;
    this.ofOneSource = ofOneSource;
  }

  /** The budget that the settings ask for. */
  static UploadBudget of(HttpConfig config) {
    return new UploadBudget(
        config.uploadBytes(), (int) (config.uploadBytes() / 100L * config.sourcePercent()));
  }

  /** Bytes that are taken until closed. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes what the body of a request needs, by its declared length or else by what it may have.
   *
   * @param overhead bytes of a form around the file
   * @throws ProblemException if it is too long, or too much is under way
   */
  Share admit(Context ctx, UploadBody body, int overhead) throws ProblemException {
    long declared = ctx.req().getContentLengthLong();
    body.checkDeclared(declared, overhead);
    // Fields of a form are not known before the body is: there the source is whom a header names.
    return take(
        UploadRequest.field(ctx, "source"),
        declared < 0 ? body.limit() + overhead : (int) declared);
  }

  /**
   * Takes what a body of this length needs at once, or nothing; the largest bodies go alone.
   *
   * @param source who sends, in its own words; whoever does not name itself has no share
   * @param length of the body, bytes
   * @throws ProblemException if too much is under way
   */
  synchronized Share take(Optional<String> source, int length) throws ProblemException {
    int share = (int) Math.min(COPIES * length, all);
    int taken = source.map(name -> bySource.getOrDefault(name, 0)).orElse(0);
    if (source.isPresent() && taken > 0 && taken + share > ofOneSource) {
      throw ProblemException.retryAfter(
          ProblemCode.SOURCE_BUSY,
          "Other uploads of this source are under way: send fewer at once.",
          PAUSE);
    }
    if (share > free) {
      throw ProblemException.retryAfter(
          ProblemCode.TOO_BUSY, "Other uploads are under way: send it again.", PAUSE);
    }
    move(source, share);
    return () -> move(source, -share);
  }

  /** A source is known for as long as it has something under way: made-up names fill nothing. */
  private synchronized void move(Optional<String> source, int bytes) {
    free -= bytes;
    source.ifPresent(
        name ->
            bySource.compute(
                name,
                (key, had) -> {
                  int has = (had == null ? 0 : had) + bytes;
                  return has == 0 ? null : has;
                }));
  }
}
