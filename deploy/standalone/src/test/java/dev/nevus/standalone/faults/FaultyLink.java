package dev.nevus.standalone.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on loopback whose connections suffer a {@link Fault}, changed at any time, open ones
 * too. Two threads for each connection. Safe for many threads.
 */
final class FaultyLink implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final ServerSocket door;
  private final InetSocketAddress target;
  private final Set<LinkedPair> pairs = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;
  private volatile boolean isClosed;

  private FaultyLink(ServerSocket door, InetSocketAddress target) {
    this.door = door;
    this.target = target;
  }

  /**
   * Listens at once; whoever listens behind it is looked for by each connection anew.
   *
   * @param port of the near end; 0 for a free one
   * @param targetPort of the far end
   */
  static FaultyLink open(int port, int targetPort) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    FaultyLink link =
        new FaultyLink(
            new ServerSocket(port, BACKLOG, loopback), new InetSocketAddress(loopback, targetPort));
    daemon("link " + targetPort, link::accept);
    return link;
  }

  int port() {
    return door.getLocalPort();
  }

  /** From now on. */
  void suffer(Fault next) {
    fault = next;
    pairs.forEach(pair -> pair.suffer(next));
  }

  /** From now on nothing; connections that are broken stay so until their owner notices. */
  void heal() {
    suffer(Fault.NONE);
  }

  /** Connections that are open at the near end. */
  int connections() {
    return pairs.size();
  }

  @Override
  public void close() throws IOException {
    isClosed = true;
    door.close();
    pairs.forEach(LinkedPair::close);
  }

  private void accept() {
    while (!isClosed) {
      try {
        connect(door.accept());
      } catch (IOException e) {
        if (!isClosed) {
          System.err.println("link to " + target + ": " + e);
        }
      }
    }
  }

  private void connect(Socket near) throws IOException {
    Socket far = new Socket();
    LinkedPair pair = new LinkedPair(near, far, pairs::remove);
    pairs.add(pair);
    pair.suffer(fault);
    try {
      far.connect(target);
      pair.begin();
    } catch (IOException nobodyThere) {
      pair.reset();
    }
  }

  static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
