package dev.nevus.ingest.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells what goes wrong before a request reaches a route (a request line that cannot be read, a
 * server that is stopping) in the same form as everything else.
 */
final class JettyProblems implements Request.Handler {
  private static final String RETRY_SECONDS = "5";

  private final Problems problems;

  JettyProblems(Problems problems) {
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem problem = of(response.getStatus());
    problems.count(problem.code());
    response.setStatus(problem.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    if (problem.status() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
    }
    response.write(true, ByteBuffer.wrap(problem.json()), callback);
    return true;
  }

  private static Problem of(int status) {
    return switch (status) {
      case 503 -> stopping();
      case 414, 431 ->
          Problem.of(
              ProblemCode.HEADERS_TOO_LARGE,
              "Path and headers may have 8 kB together: shorten them.");
      default -> unreadable();
    };
  }

  private static Problem stopping() {
    return Problem.of(ProblemCode.TOO_BUSY, "This process is stopping: ask another one.");
  }

  private static Problem unreadable() {
    return Problem.of(ProblemCode.BAD_REQUEST, "The request is not HTTP as RFC 9110 has it.");
  }
}
