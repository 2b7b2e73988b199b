package dev.nevus.ingest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The API's description: {@code /openapi.json}, and {@code /} that leads there. */
final class DocumentEndpoint {
  private static final String INDEX =
      """
      Nevus finds skin lesions in dermoscopy images.

      POST an image to /v1/images, GET what the answer links to.
      The whole interface: /openapi.json
      """;

  private final byte[] openApi = resource("openapi.json");

  List<Route> routes() {
    return List.of(
        Route.get("/", ctx -> ctx.contentType("text/plain; charset=utf-8").result(INDEX)),
        Route.get(
            "/openapi.json", ctx -> ctx.contentType("application/json").result(openApi.clone())));
  }

  private static byte[] resource(String name) {
    try (InputStream resource = DocumentEndpoint.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("this jar lacks " + name);
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
