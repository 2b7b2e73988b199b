package dev.nevus.ingest.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off the bodies that come more slowly than the {@link Pace}, whatever is in them: forms are
 * read by the server itself, so the only place that sees every body is below all readers. A sender
 * that says nothing at all is the connection's idle timeout's business.
 */
final class PacedBodies extends Handler.Wrapper {
  private final Pace pace;

  PacedBodies(Pace pace) {
    this.pace = pace;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(new PacedRequest(request, pace), response, callback);
  }

  /** Whether a body was cut off for this. */
  static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TooSlow || cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  private static final class TooSlow extends TimeoutException {
    TooSlow() {
      super("the body came too slowly");
    }
  }

  /**
   * Counts only the time in which the reader waited for the sender: a service that is slow itself
   * must not blame its senders. Read by one thread at a time, as its server promises.
   */
  private static final class PacedRequest extends Request.Wrapper {
    private final Pace pace;
    private Duration waited = Duration.ZERO;
    private boolean isWaiting;
    private long since;
    private long bytes;

    PacedRequest(Request request, Pace pace) {
      super(request);
      this.pace = pace;
    }

    @Override
    public Content.@Nullable Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk == null) {
        beginToWait();
        return null;
      }
      bytes += chunk.remaining();
      if (hasWaited() && !chunk.isLast() && pace.isBehind(bytes, waited)) {
        chunk.release();
        return Content.Chunk.from(new TooSlow());
      }
      return chunk;
    }

    private void beginToWait() {
      if (!isWaiting) {
        isWaiting = true;
        since = System.nanoTime();
      }
    }

    private boolean hasWaited() {
      boolean had = isWaiting;
      if (had) {
        waited = waited.plusNanos(System.nanoTime() - since);
        isWaiting = false;
      }
      return had;
    }
  }
}
