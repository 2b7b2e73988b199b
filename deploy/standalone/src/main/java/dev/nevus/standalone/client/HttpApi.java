package dev.nevus.standalone.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The HTTP interface of a Nevus: JSON answers, pictures, refusals. Safe for many threads. */
public final class HttpApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int FIRST_REFUSAL = 300;
  private static final int FIRST_SERVER_FAULT = 500;

  private final URI base;
  // The JDK's client of Java 17 has no close; its threads end with the last reference.
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param base for example {@code http://127.0.0.1:8080}
   */
  public HttpApi(URI base) {
    this.base = base;
  }

  /** A JSON object to be filled and posted. */
  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** A path with a query. */
  static String path(String path, Map<String, String> query) {
    return query.isEmpty()
        ? path
        : path
            + new TreeMap<>(query)
                .entrySet().stream()
                    .map(part -> part.getKey() + "=" + URLEncoder.encode(part.getValue(), UTF_8))
                    .collect(Collectors.joining("&", "?", ""));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
  }

  /**
   * The answer to a request.
   *
   * @throws IOException if nobody answers, or Nevus is overloaded or failed: try again
   */
  HttpAnswer ask(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(request);
    JsonNode body = json(response);
    if (response.statusCode() >= FIRST_SERVER_FAULT) {
      throw new IOException("HTTP " + response.statusCode() + ": " + body.path("detail").asText());
    }
    if (response.statusCode() >= FIRST_REFUSAL) {
      String status = "http-" + response.statusCode();
      return new HttpAnswer.Refused(
          body.path("code").asText(status), body.path("detail").asText(request.uri().getPath()));
    }
    return new HttpAnswer.Given(body);
  }

  /** The answer to {@code POST path} with a JSON object. */
  HttpAnswer post(String path, ObjectNode body) throws IOException, InterruptedException {
    return ask(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build());
  }

  /**
   * Whatever is there; pictures as PNG.
   *
   * @throws IOException for any refusal
   */
  public byte[] get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        send(request(path).header("Accept", "image/png, application/json").GET().build());
    if (response.statusCode() >= FIRST_REFUSAL) {
      String detail = json(response).path("detail").asText();
      throw new IOException(
          "GET " + path + " answered " + response.statusCode() + " " + detail.strip());
    }
    return response.body();
  }

  /** What is there, as JSON. */
  public JsonNode getJson(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path));
  }

  @Override
  public String toString() {
    return "HttpApi[" + base + "]";
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      // The JDK's own message is empty.
      throw new IOException("nobody answers at " + base + ": is Nevus up?", e);
    }
  }

  /** The body; nothing where it is no JSON, as from a proxy in between. */
  private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
