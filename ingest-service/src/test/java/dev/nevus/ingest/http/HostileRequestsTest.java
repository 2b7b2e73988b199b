package dev.nevus.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.HttpClientOf;
import dev.nevus.ingest.IngestWorld;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Names, ids and metadata that are meant to end up where they do not belong. */
class HostileRequestsTest {
  private static final String MARK = "evilmark";

  private final IngestWorld world = new IngestWorld();
  private final Logger root = (Logger) LoggerFactory.getLogger("dev.nevus");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private Level before;

  @BeforeEach
  void listen() {
    before = root.getLevel();
    root.setLevel(Level.DEBUG);
    // What is listened to need not be printed.
    root.setAdditive(false);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void close() {
    root.detachAppender(logged);
    root.setLevel(before);
    root.setAdditive(true);
    world.close();
  }

  static List<String> names() {
    return List.of(
        "../../etc/" + MARK,
        "..\\..\\" + MARK,
        "%2e%2e%2f%2e%2e%2f" + MARK,
        "%00" + MARK + "%0d%0aX-Injected: 1",
        "\u202E" + MARK + "\u2066gpj.",
        "'; drop table images; --" + MARK,
        "<script>" + MARK + "</script>",
        "${jndi:ldap://" + MARK + "}",
        MARK + "\u0000\u001B[31m",
        "\uFEFF\u200B" + MARK,
        MARK.repeat(12_500));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFileNameReachesNoKeyNoLogAndNoAnswer(String name) throws Exception {
    byte[] jpeg = Drawings.jpeg(1);

    HttpResponse<byte[]> answer =
        world.http.upload(
            Form.part("name=\"image\"; filename=\"%s\"".formatted(name), jpeg),
            "Content-Type",
            Form.TYPE);

    assertThat(answer.statusCode()).isIn(202, 400);
    assertThat(text(answer)).doesNotContain(MARK);
    assertNothingKept();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFieldNameReachesNoKeyNoLogAndNoAnswer(String name) throws Exception {
    byte[] form = Form.part("name=\"%s\"".formatted(name), Drawings.jpeg(1));

    HttpResponse<byte[]> answer = world.http.upload(form, "Content-Type", Form.TYPE);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).doesNotContain(MARK);
    assertNothingKept();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFieldOfAFormIsRefusedAndNeverRepeated(String value) throws Exception {
    for (String field : List.of("patient", "lesion", "body-site", "source", "pixel-spacing")) {
      ByteArrayOutputStream form = new ByteArrayOutputStream();
      Form.addPart(form, "name=\"image\"", Drawings.jpeg(1));
      Form.addPart(form, "name=\"%s\"".formatted(field), value.getBytes(StandardCharsets.UTF_8));
      form.writeBytes("--nevus--\r\n".getBytes(StandardCharsets.US_ASCII));

      HttpResponse<byte[]> answer =
          world.http.upload(form.toByteArray(), "Content-Type", Form.TYPE);

      // What has the form of a pseudonym may be one, slashes and dots too: it becomes no key.
      assertThat(HttpClientOf.problem(answer))
          .isIn("422 bad-metadata", "400 bad-multipart", "202 ");
      assertThat(answer.statusCode() == 202).isEqualTo(isPseudonym(field, value));
      assertThat(text(answer)).doesNotContain(MARK);
    }
    assertNothingKept();
  }

  @Test
  void anIdInAPathReachesTheAnswerOnlyAsItWasEncoded() throws Exception {
    for (String id :
        List.of(
            "..%2f..%2f" + MARK,
            "%2e%2e/" + MARK,
            MARK + "%0d%0aX-Injected:%201",
            "%E2%80%AE" + MARK,
            "%3Cscript%3E" + MARK,
            MARK + "%00")) {
      HttpResponse<byte[]> answer = world.http.get("/v1/images/" + id);

      assertThat(answer.statusCode()).as(id).isIn(400, 404);
      assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
      assertThat(text(answer)).doesNotContain("<script>", "\u202E", "\r", "\u0000");
    }
    assertNothingKept();
  }

  @Test
  void correlationIdsAreDroppedUnlessTheyArePlain() throws Exception {
    HttpResponse<byte[]> answer =
        world.http.upload(Drawings.jpeg(1), "X-Correlation-Id", "a".repeat(300) + MARK);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("X-Correlation-Id").orElseThrow()).hasSizeLessThan(60);
    assertNothingKept();
  }

  @Test
  void aHeaderOfAHundredKilobytesIsAProblemAndCounted() throws Exception {
    HttpResponse<byte[]> answer =
        world.http.upload(Drawings.jpeg(1), "X-Correlation-Id", MARK.repeat(12_500));

    assertThat(HttpClientOf.problem(answer)).isEqualTo("431 headers-too-large");
    assertThat(world.telemetry.scrape())
        .contains("nevus_http_problems_total{code=\"headers-too-large\"");
    assertNothingKept();
  }

  @Test
  void aFormMayNotHaveManyFieldsNorLongHeadersOfFields() throws Exception {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    Form.addPart(many, "name=\"image\"", Drawings.jpeg(1));
    for (int i = 0; i < 30; i++) {
      Form.addPart(many, "name=\"f" + i + "\"", new byte[1]);
    }
    many.writeBytes("--nevus--\r\n".getBytes(StandardCharsets.US_ASCII));
    byte[] longHead =
        Form.part("name=\"image\"; x=\"" + "y".repeat(30_000) + "\"", Drawings.jpeg(1));

    assertThat(
            HttpClientOf.problem(world.http.upload(many.toByteArray(), "Content-Type", Form.TYPE)))
        .isEqualTo("400 bad-multipart");
    assertThat(HttpClientOf.problem(world.http.upload(longHead, "Content-Type", Form.TYPE)))
        .isEqualTo("400 bad-multipart");
    assertThat(world.store.puts()).isEmpty();
  }

  private static boolean isPseudonym(String field, String value) {
    return !field.equals("pixel-spacing") && value.equals("../../etc/" + MARK);
  }

  private void assertNothingKept() {
    assertThat(world.store.puts()).noneMatch(key -> key.path().contains(MARK));
    assertThat(logged.list).noneMatch(event -> line(event).contains(MARK));
  }

  private static String line(ILoggingEvent event) {
    return event.getFormattedMessage() + event.getKeyValuePairs();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** Headers that no client library would send. */
  @Test
  void aFoldedHeaderOrOneWithControlCharactersIsAProblem() throws Exception {
    int port = URI.create(world.door.address()).getPort();
    for (String header :
        List.of("Nevus-Patient: a\r\n " + MARK, "X-Correlation-Id: a\u0001" + MARK)) {
      try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String head =
            "POST /v1/images HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + header
                + "\r\nContent-Length: 0\r\n\r\n";
        sender.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        String answer = new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain(MARK);
      }
    }
    assertNothingKept();
  }
}
