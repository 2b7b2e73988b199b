package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.IngestWorld;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowSenderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int DRIP_MILLIS = 50;

  private final IngestWorld world = new IngestWorld();
  private final ScheduledExecutorService drips = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void close() {
    drips.shutdownNow();
    world.close();
  }

  @Test
  void cutsOffABodyThatDrips() throws Exception {
    String answer = dripped("Content-Type: image/jpeg\r\n", "");

    assertThat(answer).startsWith("HTTP/1.1 408").contains("too-slow", "Connection: close");
    assertThat(world.telemetry.scrape())
        .contains("nevus_images_total{outcome=\"refused\",reason=\"too-slow\"")
        .contains("nevus_http_problems_total{code=\"too-slow\"");
  }

  @Test
  void cutsOffAFormThatDrips() throws Exception {
    String part = "--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n";

    String answer = dripped("Content-Type: multipart/form-data; boundary=b\r\n", part);

    assertThat(answer).startsWith("HTTP/1.1 408").contains("too-slow");
  }

  @Test
  void givesBackWhatADrippingSenderHeld() throws Exception {
    dripped("Content-Type: image/jpeg\r\n", "");

    // As much as the whole budget: it goes only if nothing of it is held any more.
    assertThat(world.http.upload(Drawings.jpeg(1)).statusCode()).isEqualTo(202);
  }

  @Test
  void aPaceIsAskedForOnlyAfterTheGrace() {
    Pace pace = new Pace(Duration.ofSeconds(5), 1_000, Duration.ofSeconds(60));

    assertThat(pace.isBehind(0, Duration.ofSeconds(5))).isFalse();
    assertThat(pace.isBehind(5_999, Duration.ofSeconds(6))).isTrue();
    assertThat(pace.isBehind(6_000, Duration.ofSeconds(6))).isFalse();
    assertThat(pace.isBehind(1_000_000, Duration.ofSeconds(61))).isTrue();
    assertThat(new Pace(Duration.ZERO, 0, Duration.ofSeconds(9)).isBehind(0, PATIENCE.dividedBy(4)))
        .isFalse();
  }

  /** What the server says to a body that comes a byte at a time and never ends. */
  private String dripped(String header, String start) throws IOException {
    int port = URI.create(world.door.address()).getPort();
    try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), port)) {
      sender.setSoTimeout((int) PATIENCE.toMillis());
      OutputStream out = sender.getOutputStream();
      String head =
          "POST /v1/images HTTP/1.1\r\nHost: x\r\n" + header + "Content-Length: 150000\r\n\r\n";
      out.write((head + start).getBytes(StandardCharsets.US_ASCII));
      ScheduledFuture<?> dripping =
          drips.scheduleAtFixedRate(
              () -> drip(out), DRIP_MILLIS, DRIP_MILLIS, TimeUnit.MILLISECONDS);
      byte[] answer = new byte[4096];
      int length = sender.getInputStream().read(answer);
      dripping.cancel(false);
      return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
    }
  }

  private static void drip(OutputStream out) {
    try {
      out.write('x');
    } catch (IOException e) {
      // The server hung up, which is what the test waits for.
      throw new IllegalStateException(e);
    }
  }
}
