package dev.nevus.ingest.http;

import dev.nevus.image.Refusal;
import java.time.Duration;
import java.util.Optional;

/** Ends a request with a {@link Problem}. */
final class ProblemException extends Exception {
  private final transient Problem problem;
  private final transient Optional<Duration> retryAfter;

  private ProblemException(Problem problem, Optional<Duration> retryAfter) {
    super(problem.code() + ": " + problem.detail());
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  ProblemException(ProblemCode code, String detail) {
    this(Problem.of(code, detail), Optional.empty());
  }

  static ProblemException of(Refusal refusal) {
    return new ProblemException(ProblemCode.of(refusal.code()), refusal.detail());
  }

  /** The same request may do better after {@code pause}. */
  static ProblemException retryAfter(ProblemCode code, String detail, Duration pause) {
    return new ProblemException(Problem.of(code, detail), Optional.of(pause));
  }

  Problem problem() {
    return problem;
  }

  Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
