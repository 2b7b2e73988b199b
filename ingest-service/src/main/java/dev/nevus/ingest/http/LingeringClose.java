package dev.nevus.ingest.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Lets a sender read why its body was refused. A socket that is closed while bytes for it are still
 * under way is reset, and a reset takes the answer with it: the sender sees a broken connection
 * where it was told that its file is too large. So the answer goes out first, then the end of this
 * side, and what still arrives is thrown away, up to a limit, until the sender has stopped (RFC
 * 9112, section 9.6).
 *
 * <p>How slowly it may arrive is the business of {@link PacedBodies}, which is to be around it.
 */
final class LingeringClose extends Handler.Wrapper {
  private static final long MOST_BYTES = 64L << 20;

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Body body = new Body(request, response, callback);
    return super.handle(body, response, Callback.from(body::discardRest, callback::failed));
  }

  /** A body that may be left unread. Read by one thread at a time, as its server promises. */
  private static final class Body extends Request.Wrapper {
    private final Response response;
    private final Callback answered;
    private long discarded;
    private boolean isBegun;
    private boolean isEndTold;

    Body(Request request, Response response, Callback answered) {
      super(request);
      this.response = response;
      this.answered = answered;
    }

    @Override
    public void demand(Runnable callback) {
      isBegun = true;
      super.demand(callback);
    }

    /** As its server's own, but what has not come yet may still be read afterwards. */
    @Override
    public boolean consumeAvailable() {
      Content.Chunk chunk = lastAvailable();
      boolean isAtEnd = chunk != null && chunk.isLast() && !Content.Chunk.isFailure(chunk);
      if (!isAtEnd && !response.isCommitted()) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
      }
      return isAtEnd;
    }

    void discardRest() {
      if (!isWaitingForGoAhead() && lastAvailable() == null && discarded < MOST_BYTES) {
        tellEnd();
        demand(this::discardRest);
      } else {
        answered.succeeded();
      }
    }

    /** Asked for more now, the server would tell such a sender to go ahead after all. */
    private boolean isWaitingForGoAhead() {
      return !isBegun && getHeaders().contains(HttpHeader.EXPECT, "100-continue");
    }

    /** The end of the body or its failure; null where more may come, or was too much. */
    private Content.@Nullable Chunk lastAvailable() {
      while (discarded < MOST_BYTES) {
        Content.Chunk chunk = read();
        if (chunk == null || chunk.isLast()) {
          return chunk;
        }
        discarded += chunk.remaining();
        chunk.release();
      }
      return null;
    }

    private void tellEnd() {
      if (!isEndTold && response.getHeaders().contains(HttpHeader.CONNECTION, "close")) {
        isEndTold = true;
        getConnectionMetaData().getConnection().getEndPoint().shutdownOutput();
      }
    }
  }
}
