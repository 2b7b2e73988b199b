package dev.nevus.ingest.http;

import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.Telemetry;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** What operations ask: {@code /metrics}, {@code /health/live} and {@code /health/ready}. */
final class OperationsEndpoint {
  private final Telemetry telemetry;
  private final Health health;

  OperationsEndpoint(Telemetry telemetry, Health health) {
    this.telemetry = telemetry;
    this.health = health;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/metrics", this::metrics),
        Route.get("/health/live", ctx -> Answers.json(ctx, Map.of("live", true))),
        Route.get("/health/ready", this::ready));
  }

  private void metrics(Context ctx) {
    ctx.contentType(Telemetry.MEDIA_TYPE).result(telemetry.scrape());
  }

  private void ready(Context ctx) {
    Health.Report report = health.report();
    Answers.json(ctx.status(report.ready() ? 200 : 503), report);
  }
}
