package dev.nevus.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nevus.image.ImageId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** {@code POST /v1/images}, and what else the HTTP interface answers. */
public final class HttpDoor implements ImageDoor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int ACCEPTED = 202;
  private static final int OK = 200;
  private static final int FIRST_SERVER_FAULT = 500;

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param base for example {@code http://127.0.0.1:8080}
   */
  public HttpDoor(URI base) {
    this.base = base;
  }

  @Override
  public Sending send(byte[] image, String senderId) throws IOException, InterruptedException {
    HttpRequest request =
        request("/v1/images")
            .header("Content-Type", "application/octet-stream")
            .header("Nevus-Sender-Id", senderId)
            .header("X-Correlation-Id", senderId)
            .POST(HttpRequest.BodyPublishers.ofByteArray(image))
            .build();
    HttpResponse<byte[]> response = answer(request);
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() == ACCEPTED) {
      return new Sending.Taken(new ImageId(answer.path("id").asText()));
    }
    if (response.statusCode() >= FIRST_SERVER_FAULT) {
      throw new IOException(
          "HTTP " + response.statusCode() + ": " + answer.path("detail").asText());
    }
    return new Sending.Refused(answer.path("code").asText(), answer.path("detail").asText());
  }

  /** What is known about an image. */
  public JsonNode image(ImageId image) throws IOException, InterruptedException {
    return JSON.readTree(get("/v1/images/" + image));
  }

  /** The image with its mask drawn on it, as a PNG file. */
  public byte[] overlay(ImageId image) throws IOException, InterruptedException {
    return get("/v1/images/" + image + "/overlay");
  }

  /** The mask, as a PNG file. */
  public byte[] mask(ImageId image) throws IOException, InterruptedException {
    return get("/v1/images/" + image + "/mask");
  }

  /**
   * Whatever is there; pictures as PNG.
   *
   * @throws IOException for any answer but 200
   */
  public byte[] get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        answer(request(path).header("Accept", "image/png, application/json").GET().build());
    if (response.statusCode() != OK) {
      throw new IOException("GET " + path + " answered " + response.statusCode());
    }
    return response.body();
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public void close() {
    // The JDK's client of Java 17 has no close; its threads end with the last reference.
  }

  @Override
  public String toString() {
    return "HttpDoor[" + base + "]";
  }

  private HttpResponse<byte[]> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      // The JDK's own message is empty.
      throw new IOException("nobody answers at " + base + ": is Nevus up?", e);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
  }
}
