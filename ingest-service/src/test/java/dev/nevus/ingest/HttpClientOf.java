package dev.nevus.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks one server, as any client would. */
public final class HttpClientOf {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  public HttpClientOf(String address) {
    this.address = address;
  }

  public String address() {
    return address;
  }

  public HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Uploads {@code image} as the whole body, with headers as name, value, name, value ... */
  public HttpResponse<byte[]> upload(byte[] image, String... headers)
      throws IOException, InterruptedException {
    return post(BodyPublishers.ofByteArray(image), headers);
  }

  public HttpResponse<byte[]> post(BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request("/v1/images").POST(body);
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /** Puts a body, with headers as name, value, name, value ... */
  public HttpResponse<byte[]> put(String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).PUT(BodyPublishers.ofByteArray(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public HttpResponse<byte[]> putJson(String path, String json)
      throws IOException, InterruptedException {
    return put(path, json.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
  }

  public HttpResponse<byte[]> postJson(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  public HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
  }

  public HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  /** The code of a problem, and its status: {@code 404 image-unknown}. */
  public static String problem(HttpResponse<byte[]> response) throws IOException {
    return response.statusCode() + " " + json(response).path("code").asText();
  }

  public static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return JSON.readTree(response.body());
  }
}
