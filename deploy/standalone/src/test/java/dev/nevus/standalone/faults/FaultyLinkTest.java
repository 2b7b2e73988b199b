package dev.nevus.standalone.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultyLinkTest {
  private static final int PATIENCE_MILLIS = 300;

  private final List<Integer> arrived = new CopyOnWriteArrayList<>();
  private final List<Socket> farEnds = new CopyOnWriteArrayList<>();
  private ServerSocket echo;
  private FaultyLink link;
  private Socket client;

  @BeforeEach
  void connect() throws IOException {
    echo = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    FaultyLink.daemon("echo", this::serve);
    link = FaultyLink.open(0, echo.getLocalPort());
    client = open();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    link.close();
    echo.close();
  }

  @Test
  void passesEverythingBothWaysWithoutAFault() throws IOException {
    assertThat(ask("hello")).isEqualTo("hello");
    assertThat(ask("once more")).isEqualTo("once more");
  }

  @Test
  void passesTheEndOfAConnectionOn() throws IOException {
    assertThat(ask("hello")).isEqualTo("hello");
    client.close();

    await().until(() -> farEnds.get(0).isClosed() && link.connections() == 0);
  }

  @Test
  void latencyHoldsEachPieceBackInBothDirections() throws IOException {
    link.suffer(new Fault.Latency(Duration.ofMillis(60)));

    long begun = System.nanoTime();
    assertThat(ask("hello")).isEqualTo("hello");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(120));
  }

  @Test
  void bandwidthIsSharedOutOverTime() throws IOException {
    link.suffer(new Fault.Bandwidth(1_000));

    long begun = System.nanoTime();
    assertThat(ask("x".repeat(300))).hasSize(300);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300));
  }

  @Test
  void aResetEndsOpenConnectionsAtOnceAndNewOnesToo() throws IOException {
    assertThat(ask("hello")).isEqualTo("hello");
    link.suffer(new Fault.Reset(0));

    assertThatThrownBy(() -> ask("again")).isInstanceOf(IOException.class);
    try (Socket next = open()) {
      assertThatThrownBy(() -> ask(next, "again")).isInstanceOf(IOException.class);
    }
    link.heal();
    try (Socket next = open()) {
      assertThat(ask(next, "again")).isEqualTo("again");
    }
  }

  @Test
  void aResetMayComeInMidBody() throws IOException {
    link.suffer(new Fault.Reset(100));
    client.getOutputStream().write(new byte[400]);

    assertThatThrownBy(() -> read(client, 400)).isInstanceOf(IOException.class);
    await().until(() -> farEnds.get(0).isClosed());

    assertThat(arrived.stream().mapToInt(Integer::intValue).sum()).isBetween(1, 100);
  }

  @Test
  void halfOpenTheFarEndIsGoneAndTheNearEndHearsNothing() throws IOException {
    assertThat(ask("hello")).isEqualTo("hello");
    link.suffer(new Fault.HalfOpen());
    await().until(() -> farEnds.get(0).isClosed());

    assertThatThrownBy(() -> ask("into nowhere")).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aBlackHoleSwallowsAllUntilItIsHealed() throws IOException {
    link.suffer(new Fault.BlackHole());

    assertThatThrownBy(() -> ask("hello")).isInstanceOf(SocketTimeoutException.class);
    assertThat(arrived).isEmpty();
    link.heal();

    assertThat(read(client, 5)).isEqualTo("hello");
  }

  @Test
  void aLostReplyIsThatOfARequestThatWasDone() throws IOException {
    link.suffer(new Fault.LostReply("PUT"));

    assertThat(ask("GET /a HTTP/1.1")).isEqualTo("GET /a HTTP/1.1");
    assertThatThrownBy(() -> ask("PUT /a HTTP/1.1")).isInstanceOf(SocketException.class);

    assertThat(arrived).hasSize(2);
  }

  @Test
  void anAnswerComesFromTheLinkAndTheRequestGoesNowhere() throws IOException {
    link.suffer(new Fault.Answer("503 Slow Down"));
    client.getOutputStream().write("PUT /a HTTP/1.1\r\n\r\n".getBytes(US_ASCII));

    String answer = new String(client.getInputStream().readAllBytes(), US_ASCII);

    assertThat(answer).startsWith("HTTP/1.1 503 Slow Down\r\n").contains("Connection: close");
    assertThat(arrived).isEmpty();
  }

  @Test
  void whoIsNotThereResetsTheConnection() throws IOException {
    echo.close();

    try (Socket next = open()) {
      assertThatThrownBy(() -> ask(next, "hello")).isInstanceOf(IOException.class);
    }
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  private String ask(String question) throws IOException {
    return ask(client, question);
  }

  private static String ask(Socket socket, String question) throws IOException {
    socket.setSoTimeout(question.length() > 100 ? 10 * PATIENCE_MILLIS : PATIENCE_MILLIS);
    socket.getOutputStream().write(question.getBytes(US_ASCII));
    return read(socket, question.length());
  }

  private static String read(Socket socket, int bytes) throws IOException {
    byte[] answer = socket.getInputStream().readNBytes(bytes);
    if (answer.length < bytes) {
      throw new IOException("closed after " + answer.length + " bytes");
    }
    return new String(answer, US_ASCII);
  }

  private void serve() {
    try {
      while (true) {
        Socket far = echo.accept();
        farEnds.add(far);
        FaultyLink.daemon("echo of one", () -> answer(far));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void answer(Socket far) {
    byte[] piece = new byte[1024];
    try (far) {
      InputStream in = far.getInputStream();
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        arrived.add(count);
        far.getOutputStream().write(piece, 0, count);
      }
    } catch (IOException reset) {
      // As wanted.
    }
  }
}
