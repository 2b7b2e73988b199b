package dev.nevus.ingest.http;

import dev.nevus.image.ImageInspector;
import dev.nevus.ingest.AnnouncedImages;
import dev.nevus.ingest.IngestImage;
import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.catalog.Catalog;
import dev.nevus.ingest.overlay.DisplayedPicture;
import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.ModelRegistry;
import dev.nevus.store.ObjectStore;
import java.util.List;
import java.util.stream.Stream;

/** Everything that can be asked over HTTP. */
public final class Api {
  private final List<Route> routes;

  /**
   * What the API stands on.
   *
   * @param store where the bytes are
   * @param catalog what became of images
   * @param models which models there are
   * @param telemetry the process's figures
   * @param health the process's neighbours
   */
  public record Parts(
      ObjectStore store,
      Catalog catalog,
      ModelRegistry models,
      Telemetry telemetry,
      Health health) {}

  public Api(Parts parts, IngestImage ingest, ImageInspector inspector, HttpConfig config) {
    KnownImages images = new KnownImages(parts.catalog(), new AnnouncedImages(parts.store()));
    UploadBody body = new UploadBody(inspector);
    UploadBudget budget = new UploadBudget(config.uploadBytes());
    DisplayedPicture picture = new DisplayedPicture(inspector.limits());
    this.routes =
        Stream.of(
                new UploadEndpoint(ingest, images, body, budget, parts.telemetry()).routes(),
                new ImageEndpoint(images, parts.catalog()).routes(),
                new PictureEndpoint(images, parts.store(), picture).routes(),
                new ModelEndpoint(parts.models()).routes(),
                new OperationsEndpoint(parts.telemetry(), parts.health()).routes(),
                new DocumentEndpoint().routes())
            .flatMap(List::stream)
            .toList();
  }

  List<Route> routes() {
    return routes;
  }
}
