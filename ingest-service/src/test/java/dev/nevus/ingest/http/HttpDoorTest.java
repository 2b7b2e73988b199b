package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpDoorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final IngestWorld world = new IngestWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void finishesTheUploadUnderWayAndTakesNoOtherWhenItCloses() throws Exception {
    byte[] jpeg = Drawings.jpeg(1);
    try (Socket sender = socket()) {
      send(
          sender,
          "POST /v1/images HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\n"
              + "Content-Length: %d\r\n\r\n".formatted(jpeg.length));
      // The server answers this when it begins to read: the upload is under way.
      assertThat(new String(sender.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 100");
      CompletableFuture<Void> closing = CompletableFuture.runAsync(world.door::close);
      await().atMost(PATIENCE).until(() -> world.http.upload(Drawings.jpeg(2)).statusCode() == 503);
      assertThat(closing).isNotDone();

      sender.getOutputStream().write(jpeg);

      assertThat(answer(sender)).contains("HTTP/1.1 202");
      closing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(world.log.published()).hasSizeBetween(1, 2);
  }

  @Test
  void tellsARequestThatItCannotReadAsAProblem() throws Exception {
    try (Socket sender = socket()) {
      send(sender, "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(answer(sender))
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "bad-request")
          .doesNotContain("<html", "zz");
    }
  }

  @Test
  void refusesADeclaredLengthBeforeItReadsTheBody() throws Exception {
    try (Socket sender = socket()) {
      send(sender, "POST /v1/images HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n");

      assertThat(answer(sender)).startsWith("HTTP/1.1 413").contains("too-many-bytes");
    }
  }

  @Test
  void aSenderThatReadsOnlyAfterItsWholeBodyLearnsWhyItWasRefused() throws Exception {
    byte[] body = new byte[8 << 20];
    try (Socket sender = socket()) {
      send(
          sender,
          "POST /v1/images HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
              .formatted(body.length));
      sender.getOutputStream().write(body);

      assertThat(answer(sender)).startsWith("HTTP/1.1 413").contains("too-many-bytes");
    }
  }

  @Test
  void aRefusedSenderThatWaitsForAWordIsNotToldToGoAhead() throws Exception {
    try (Socket sender = socket()) {
      send(
          sender,
          "POST /v1/images HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
              + "Content-Length: %d\r\n\r\n".formatted(99_999_999));

      assertThat(answer(sender)).startsWith("HTTP/1.1 413").doesNotContain("HTTP/1.1 100");
    }
  }

  @Test
  void connectionsBeyondTheLimitWaitUntilOneIsFree() throws Exception {
    Deque<Socket> open = new ArrayDeque<>();
    try (Socket late = new Socket()) {
      for (int i = 0; i < IngestWorld.CONNECTIONS; i++) {
        open.push(socket());
        assertThat(status(open.peek())).isEqualTo("HTTP/1.1 200");
      }
      late.connect(open.peek().getRemoteSocketAddress());
      late.setSoTimeout(300);
      assertThatThrownBy(() -> status(late)).isInstanceOf(SocketTimeoutException.class);

      open.pop().close();
      open.pop().close();
      late.setSoTimeout((int) PATIENCE.toMillis());

      assertThat(new String(late.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  /** What the server says first to a question that is asked on this connection. */
  private static String status(Socket socket) throws IOException {
    send(socket, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
    return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
  }

  @Test
  void answersHeadAsItAnswersGet() throws Exception {
    assertThat(head("/v1/images/x")).isEqualTo(404);
    assertThat(head("/openapi.json")).isEqualTo(200);
  }

  private int head(String path) throws IOException, InterruptedException {
    HttpClientOf http = world.http;
    return http.send(http.request(path).method("HEAD", BodyPublishers.noBody())).statusCode();
  }

  private Socket socket() throws IOException {
    Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), URI.create(world.door.address()).getPort());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static void send(Socket socket, String head) throws IOException {
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  /** All that the server says until it hangs up. */
  private static String answer(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
