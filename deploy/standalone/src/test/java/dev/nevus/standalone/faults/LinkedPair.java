package dev.nevus.standalone.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One connection through a link: its near and its far end, and what passes between them. */
final class LinkedPair {
  private static final int PIECE_BYTES = 16 * 1024;
  private static final int PIECES_A_SECOND = 10;
  private static final Pattern HTTP_REQUEST =
      Pattern.compile("(?:GET|PUT|HEAD|POST|DELETE) \\S.*", Pattern.DOTALL);

  private final Socket near;
  private final Socket far;
  private final Consumer<LinkedPair> gone;
  private final AtomicLong resetIn = new AtomicLong();
  private Fault fault = Fault.NONE;
  private volatile String request = "";

  /**
   * @param gone told when the near end is closed
   */
  LinkedPair(Socket near, Socket far, Consumer<LinkedPair> gone) {
    this.near = near;
    this.far = far;
    this.gone = gone;
  }

  void begin() {
    FaultyLink.daemon("link, requests", () -> pump(near, far, true));
    FaultyLink.daemon("link, answers", () -> pump(far, near, false));
  }

  synchronized void suffer(Fault next) {
    fault = next;
    if (next instanceof Fault.Reset reset) {
      resetIn.set(reset.afterBytes());
      if (reset.afterBytes() == 0) {
        reset();
      }
    } else if (next instanceof Fault.HalfOpen) {
      closeQuietly(far);
    }
    notifyAll();
  }

  /** As a kernel does that knows nothing of a connection: no goodbye, unread bytes are dropped. */
  void reset() {
    try {
      near.setSoLinger(true, 0);
    } catch (IOException closedBefore) {
      // Then it needs no reset.
    }
    close();
  }

  void close() {
    gone.accept(this);
    closeQuietly(near);
    closeQuietly(far);
  }

  private void pump(Socket from, Socket to, boolean isRequest) {
    byte[] piece = new byte[PIECE_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        if (isRequest) {
          learn(piece, count);
        }
        if (!isAnsweredHere(isRequest) && !isSwallowed(isRequest)) {
          pass(out, piece, count);
        }
      }
      ended();
    } catch (IOException broken) {
      ended();
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /** The end of one side is the end of the other, unless the fault is that it is not. */
  private void ended() {
    boolean isTold;
    synchronized (this) {
      isTold = !(fault instanceof Fault.HalfOpen) || near.isClosed();
    }
    if (isTold) {
      close();
    }
  }

  /** A keep-alive connection carries many requests; which one is on its way its first bytes say. */
  private void learn(byte[] piece, int count) {
    String begin = new String(piece, 0, Math.min(count, 64), ISO_8859_1);
    if (HTTP_REQUEST.matcher(begin).matches()) {
      request = begin;
    }
  }

  private boolean isSwallowed(boolean isRequest) {
    Fault now = now();
    boolean isLost =
        now instanceof Fault.LostReply lost && !isRequest && request.startsWith(lost.request());
    if (isLost) {
      reset();
    }
    return isLost || now instanceof Fault.HalfOpen;
  }

  private boolean isAnsweredHere(boolean isRequest) throws IOException {
    if (!isRequest || !(now() instanceof Fault.Answer answer)) {
      return false;
    }
    String text =
        "HTTP/1.1 " + answer.status() + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    near.getOutputStream().write(text.getBytes(ISO_8859_1));
    near.shutdownOutput();
    // Whoever still sends a body would see a reset instead of the answer: it is read and dropped.
    near.getInputStream().transferTo(OutputStream.nullOutputStream());
    close();
    return true;
  }

  private void pass(OutputStream out, byte[] piece, int count)
      throws IOException, InterruptedException {
    int at = 0;
    while (at < count) {
      int next = Math.min(count - at, allowed());
      if (next <= 0) {
        reset();
        throw new IOException("reset on purpose");
      }
      out.write(piece, at, next);
      out.flush();
      at += next;
      resetIn.addAndGet(-next);
    }
  }

  /** Waits as the fault wants it; how many bytes may pass then, 0 if the connection is to break. */
  private int allowed() throws InterruptedException {
    Fault now = now();
    if (now instanceof Fault.Latency latency) {
      TimeUnit.NANOSECONDS.sleep(latency.delay().toNanos());
    } else if (now instanceof Fault.Bandwidth bandwidth) {
      TimeUnit.MILLISECONDS.sleep(1000 / PIECES_A_SECOND);
      return Math.max(1, bandwidth.bytesPerSecond() / PIECES_A_SECOND);
    } else if (now instanceof Fault.BlackHole) {
      awaitLight();
      return near.isClosed() ? 0 : PIECE_BYTES;
    } else if (now instanceof Fault.Reset) {
      return (int) Math.max(0, Math.min(resetIn.get(), PIECE_BYTES));
    }
    return PIECE_BYTES;
  }

  private synchronized void awaitLight() throws InterruptedException {
    while (fault instanceof Fault.BlackHole && !near.isClosed()) {
      wait();
    }
  }

  private synchronized Fault now() {
    return fault;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // It is gone either way.
    }
  }
}
