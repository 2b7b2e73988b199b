package dev.nevus.ingest.http;

import dev.nevus.ingest.signals.WorkReport;
import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.Telemetry;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What operations ask: {@code /metrics}, {@code /health/live}, {@code /health/ready} and {@code GET
 * /v1/operations}.
 */
final class OperationsEndpoint {
  private final Telemetry telemetry;
  private final Health health;
  private final Supplier<WorkReport> work;

  OperationsEndpoint(Telemetry telemetry, Health health, Supplier<WorkReport> work) {
    this.telemetry = telemetry;
    this.health = health;
    this.work = work;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/metrics", this::metrics),
        Route.get("/health/live", ctx -> Answers.json(ctx, Map.of("live", true))),
        Route.get("/health/ready", this::ready),
        Route.get("/v1/operations", ctx -> Answers.json(ctx, work.get())));
  }

  private void metrics(Context ctx) {
    ctx.contentType(Telemetry.MEDIA_TYPE).result(telemetry.scrape());
  }

  private void ready(Context ctx) {
    Health.Report report = health.report();
    Answers.json(ctx.status(report.ready() ? 200 : 503), report);
  }
}
