package dev.nevus.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nevus.image.ImageId;
import dev.nevus.label.Annotation;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;

/** The labels of images: handed in, listed, withdrawn. Safe for many threads. */
public final class LabelDoor {
  private final HttpApi api;

  public LabelDoor(HttpApi api) {
    this.api = api;
  }

  /**
   * Hands a person's mask in; the same one again is the same label.
   *
   * @param mask PNG file of the image's displayed size
   * @throws IOException if the door is away or overloaded: try again
   */
  public HttpAnswer put(ImageId image, byte[] mask, Annotation said)
      throws IOException, InterruptedException {
    Map<String, String> query = new HashMap<>(Map.of("annotator", said.annotator()));
    said.comment().ifPresent(comment -> query.put("comment", comment));
    return api.ask(
        api.request(HttpApi.path(label(image), query))
            .header("Content-Type", "image/png")
            .PUT(BodyPublishers.ofByteArray(mask))
            .build());
  }

  /**
   * Takes the mask that a model made as it is: the one of {@code said.accepted()}, or else the one
   * that is shown.
   *
   * @throws IOException if the door is away or overloaded: try again
   */
  public HttpAnswer accept(ImageId image, Annotation said)
      throws IOException, InterruptedException {
    ObjectNode body = HttpApi.object().put("accept", true).put("annotator", said.annotator());
    said.comment().ifPresent(comment -> body.put("comment", comment));
    said.accepted().ifPresent(model -> body.put("model", model.value()));
    return api.ask(
        api.request(label(image))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** All labels of an image, the oldest first. */
  public JsonNode list(ImageId image) throws IOException, InterruptedException {
    JsonNode all = api.getJson(labels(image));
    return all.isArray() ? all : all.path("labels");
  }

  /** Lets a label train no future model. */
  public HttpAnswer withdraw(ImageId image, int number, String by, String reason)
      throws IOException, InterruptedException {
    String path = HttpApi.path(labels(image) + "/" + number, Map.of("by", by, "reason", reason));
    return api.ask(api.request(path).DELETE().build());
  }

  @Override
  public String toString() {
    return "LabelDoor[" + api + "]";
  }

  private static String label(ImageId image) {
    return "/v1/images/" + image + "/label";
  }

  private static String labels(ImageId image) {
    return "/v1/images/" + image + "/labels";
  }
}
