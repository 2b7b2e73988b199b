package dev.nevus.ingest.http;

import dev.nevus.ingest.signals.LetterCounts;
import dev.nevus.ingest.signals.WorkReport;
import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.Telemetry;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What operations ask: {@code /metrics}, {@code /health/live}, {@code /health/ready} and {@code GET
 * /v1/operations}.
 */
final class OperationsEndpoint {
  private final Telemetry telemetry;
  private final Health health;
  private final Supplier<WorkReport> work;
  private final LetterCounts letters;

  OperationsEndpoint(
      Telemetry telemetry, Health health, Supplier<WorkReport> work, LetterCounts letters) {
    this.telemetry = telemetry;
    this.health = health;
    this.work = work;
    this.letters = letters;
  }

  /**
   * What waits, and what was given up.
   *
   * @param deadLetters state to fault to letters; absent while the catalog is away
   */
  record Operations(
      Instant at,
      List<WorkReport.Group> groups,
      WorkReport.Masks masks,
      Optional<Map<String, Map<String, Long>>> deadLetters) {}

  List<Route> routes() {
    return List.of(
        Route.get("/metrics", this::metrics),
        Route.get("/health/live", ctx -> Answers.json(ctx, Map.of("live", true))),
        Route.get("/health/ready", this::ready),
        Route.get("/v1/operations", this::operations));
  }

  private void operations(Context ctx) {
    WorkReport report = work.get();
    Answers.json(ctx, new Operations(report.at(), report.groups(), report.masks(), letters.told()));
  }

  private void metrics(Context ctx) {
    ctx.contentType(Telemetry.MEDIA_TYPE).result(telemetry.scrape());
  }

  private void ready(Context ctx) {
    Health.Report report = health.report();
    Answers.json(ctx.status(report.ready() ? 200 : 503), report);
  }
}
