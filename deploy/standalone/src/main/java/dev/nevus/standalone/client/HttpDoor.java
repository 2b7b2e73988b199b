package dev.nevus.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.Urgency;
import dev.nevus.image.ImageId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;

/** {@code POST /v1/images}, and what is told about images. */
public final class HttpDoor implements ImageDoor {
  private final HttpApi api;

  public HttpDoor(HttpApi api) {
    this.api = api;
  }

  /**
   * @param base for example {@code http://127.0.0.1:8080}
   */
  public HttpDoor(URI base) {
    this(new HttpApi(base));
  }

  @Override
  public Sending send(byte[] image, String senderId, ImageMetadata metadata, Urgency urgency)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        api.request("/v1/images")
            .header("Content-Type", "application/octet-stream")
            .header("Nevus-Sender-Id", senderId)
            .header("X-Correlation-Id", senderId);
    // Not in the address: that is written into logs on the way.
    metadata.patient().ifPresent(patient -> request.header("Nevus-patient", patient));
    metadata.lesion().ifPresent(lesion -> request.header("Nevus-lesion", lesion));
    metadata.bodySite().ifPresent(site -> request.header("Nevus-body-site", site));
    metadata.source().ifPresent(source -> request.header("Nevus-source", source));
    if (urgency == Urgency.BACKLOG) {
      request.header("Nevus-urgency", "backlog");
    }
    HttpAnswer answer = api.ask(request.POST(BodyPublishers.ofByteArray(image)).build());
    if (answer instanceof HttpAnswer.Refused refused) {
      return new Sending.Refused(refused.code(), refused.detail());
    }
    JsonNode body = ((HttpAnswer.Given) answer).body();
    return new Sending.Taken(new ImageId(body.path("id").asText()));
  }

  /** What is known about an image. */
  public JsonNode image(ImageId image) throws IOException, InterruptedException {
    return api.getJson("/v1/images/" + image);
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
   * @throws IOException for any refusal
   */
  public byte[] get(String path) throws IOException, InterruptedException {
    return api.get(path);
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public void close() {
    // Nothing to close: see HttpApi.
  }

  @Override
  public String toString() {
    return "HttpDoor[" + api + "]";
  }
}
