package dev.nevus.ingest.http;

import dev.nevus.ingest.catalog.CatalogReading;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how far the catalog has read the log, and lets it begin anew: {@code /v1/catalog}. */
final class CatalogEndpoint {
  static final String CATALOG = "/v1/catalog";

  private static final Logger LOG = LoggerFactory.getLogger(CatalogEndpoint.class);

  private final CatalogReading reading;

  CatalogEndpoint(CatalogReading reading) {
    this.reading = reading;
  }

  List<Route> routes() {
    return List.of(
        Route.get(CATALOG, ctx -> Answers.json(ctx, reading.state())),
        Route.post(CATALOG + "/rebuild", this::rebuild));
  }

  private void rebuild(Context ctx) throws IOException, ProblemException {
    JsonBody json = JsonBody.read(ctx, "by", "reason");
    Wish wish = Wish.of(json.text("by"), json.text("reason"));
    LOG.atWarn()
        .addKeyValue("by", wish.by())
        .addKeyValue("reason", wish.reason())
        .log("The catalog is emptied and reads the log anew");
    Answers.json(ctx.status(202), reading.rebuild());
  }
}
