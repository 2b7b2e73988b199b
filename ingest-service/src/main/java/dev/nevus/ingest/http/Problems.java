package dev.nevus.ingest.http;

import dev.nevus.lifecycle.DiskFullException;
import dev.nevus.store.NoSuchObject;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How whatever goes wrong in a request is told and counted: one form for all, no stack traces, no
 * echoes. Safe for many threads.
 */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration UNTIL_ROOM = Duration.ofSeconds(30);
  private static final Map<Integer, ProblemCode> BY_STATUS =
      Map.of(
          404, ProblemCode.NOT_FOUND,
          405, ProblemCode.METHOD_NOT_ALLOWED,
          413, ProblemCode.TOO_MANY_BYTES);

  private final MeterRegistry registry;

  Problems(MeterRegistry registry) {
    this.registry = registry;
  }

  void register(RoutesConfig routes) {
    routes.exception(ProblemException.class, (e, ctx) -> tell(ctx, e.problem(), e.retryAfter()));
    routes.exception(HttpResponseException.class, this::tellJavalins);
    routes.exception(NoSuchObject.class, this::tellGone);
    routes.exception(DiskFullException.class, this::tellFull);
    routes.exception(IOException.class, this::tellAway);
    routes.exception(InterruptedException.class, this::tellStopping);
    routes.exception(Exception.class, this::tellUnexpected);
  }

  private void tellJavalins(HttpResponseException e, Context ctx) {
    ProblemCode code = BY_STATUS.getOrDefault(e.getStatus(), ProblemCode.BAD_REQUEST);
    tell(ctx, Problem.of(code, "See /openapi.json for what can be asked."), Optional.empty());
  }

  /**
   * Store, log and catalog all fail with an IOException: nothing was kept, the sender may retry.
   */
  private void tellAway(IOException e, Context ctx) {
    LOG.atWarn()
        .addKeyValue("cause", e.getMessage())
        .log("A neighbour is away, the request failed");
    Problem problem =
        Problem.of(ProblemCode.NEIGHBOUR_AWAY, "Nothing is lost: send the same request again.");
    tell(ctx, problem, Optional.of(PAUSE));
  }

  private void tellFull(DiskFullException e, Context ctx) {
    LOG.atWarn()
        .addKeyValue("cause", e.getMessage())
        .log("A disk is full, the image was not taken");
    Problem problem =
        Problem.of(
            ProblemCode.DISK_FULL,
            "Nothing was kept: send it again when there is room, or elsewhere.");
    tell(ctx, problem, Optional.of(UNTIL_ROOM));
  }

  private void tellGone(NoSuchObject e, Context ctx) {
    LOG.atWarn().addKeyValue("key", e.key()).log("An object that the log speaks of is not there");
    Problem problem = Problem.of(ProblemCode.NOT_FOUND, "The object is gone from the store.");
    tell(ctx, problem, Optional.empty());
  }

  private void tellStopping(InterruptedException e, Context ctx) {
    Thread.currentThread().interrupt();
    Problem problem =
        Problem.of(ProblemCode.NEIGHBOUR_AWAY, "This process is stopping: ask another one.");
    tell(ctx, problem, Optional.of(PAUSE));
  }

  private void tellUnexpected(Exception e, Context ctx) {
    LOG.atError().setCause(e).log("Request failed unexpectedly");
    Problem problem =
        Problem.of(ProblemCode.INTERNAL_ERROR, "The fault is not the request's; it was noted.");
    tell(ctx, problem, Optional.empty());
  }

  /** Counts a request that ended with this code, whichever part of the service told it. */
  void count(String code) {
    Counter.builder("nevus.http.problems")
        .description("Requests that ended with a problem, by its code")
        .tag("code", code)
        .register(registry)
        .increment();
  }

  private void tell(Context ctx, Problem problem, Optional<Duration> retryAfter) {
    count(problem.code());
    retryAfter.ifPresent(pause -> ctx.header("Retry-After", Long.toString(pause.toSeconds())));
    ctx.status(problem.status())
        .contentType(Problem.MEDIA_TYPE)
        .result(problem.at(ctx.path()).json());
  }
}
