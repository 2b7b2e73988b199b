package dev.nevus.standalone.cli;

import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.models.ModelSheet;
import dev.nevus.standalone.models.ModelShelf;
import dev.nevus.standalone.models.ServingHistory;
import dev.nevus.standalone.models.SwapWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** Whether a command waits for the workers to follow what it decided. */
final class SwapOptions {
  @Option(
      names = "--no-wait",
      description =
          "Return without waiting for the workers; promote without --force does not wait for the"
              + " gate either.")
  private boolean noWait;

  @Option(
      names = "--workers-within",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long to wait for the workers; by default ${DEFAULT-VALUE}.")
  private int seconds;

  /** Something that leads to a decision on a model, perhaps. */
  @FunctionalInterface
  interface Deciding {
    Optional<Decision> decide() throws IOException, InterruptedException;
  }

  boolean waits() {
    return !noWait;
  }

  /**
   * Has it decided, reports the decision, and then each worker that follows.
   *
   * @return whether a model serves by it and no worker declined it
   */
  boolean follow(ModelShelf shelf, Console console, boolean json, Deciding deciding)
      throws IOException, InterruptedException {
    if (noWait) {
      return report(deciding.decide(), console, json);
    }
    try (SwapWatch watch = shelf.watch()) {
      Optional<ModelId> before = new ServingHistory(shelf.registry().history()).champion();
      Set<String> expected = before.isPresent() ? watch.serving(before.get()) : Set.of();
      Optional<Decision> decision = deciding.decide();
      return report(decision, console, json)
          && await(watch, decision.orElseThrow(), expected, console, json);
    }
  }

  private boolean await(
      SwapWatch watch, Decision decision, Set<String> expected, Console console, boolean json)
      throws InterruptedException {
    if (expected.isEmpty()) {
      console.progress("no worker is known to serve: the next one to start serves it");
    }
    SwapWatch.Followers followers =
        watch.await(
            decision,
            expected,
            Duration.ofSeconds(seconds),
            answer -> report(answer, console, json));
    if (!followers.silent().isEmpty()) {
      console.progress(
          "served before and said nothing, so they have ended or have much to do: "
              + String.join(", ", followers.silent()));
    }
    return followers.isGood();
  }

  private static boolean report(Optional<Decision> decision, Console console, boolean json) {
    if (decision.isEmpty()) {
      return false;
    }
    Decision made = decision.get();
    if (json) {
      console.fact(made);
      return made.kind().promotes();
    }
    console.result(
        "%s  %s by %s: %s (decision %d)"
            .formatted(
                ModelSheet.word(made.kind()),
                made.model(),
                made.by(),
                made.reason(),
                made.number()));
    made.findings().forEach(finding -> console.result("  " + finding));
    return made.kind().promotes();
  }

  private static void report(SwapWatch.Answer answer, Console console, boolean json) {
    if (json) {
      console.fact(answer);
      return;
    }
    String after = String.format(Locale.ROOT, "after %.1f s", answer.millis() / 1000.0);
    console.result(
        answer.serves()
            ? "%s serves %s %s".formatted(answer.worker(), answer.model(), after)
            : "%s declines %s %s (%s): %s"
                .formatted(answer.worker(), answer.model(), after, answer.code(), answer.detail()));
  }
}
