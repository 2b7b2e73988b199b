package dev.nevus.standalone.models;

import dev.nevus.event.Event;
import dev.nevus.event.ModelDeclined;
import dev.nevus.event.ModelServed;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaConfig;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.standalone.client.LogListener;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Hears which workers follow a decision. Safe for many threads. */
public final class SwapWatch implements AutoCloseable {
  private static final Duration FIRST_LOOK = Duration.ofSeconds(20);

  /**
   * After so long without another answer the others have ended: nobody tells when a worker does.
   */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final LogListener log;
  private final Instant since;

  private SwapWatch(LogListener log, Instant since) {
    this.log = log;
    this.since = since;
  }

  /** Begins to listen; returns once everything that workers told before is heard. */
  public static SwapWatch open(KafkaConfig kafka, Clock clock)
      throws IOException, InterruptedException {
    LogListener log = new LogListener(kafka, Set.of(Topic.MODELS_PUBLISHED), clock);
    try {
      log.awaitEnd(FIRST_LOOK);
      return new SwapWatch(log, clock.instant());
    } catch (IOException | InterruptedException e) {
      log.close();
      throw e;
    }
  }

  /**
   * What a worker said to a decision.
   *
   * @param code why it does not follow; empty where it does
   * @param detail one sentence; empty where it follows
   * @param millis from the decision to when this process heard it
   */
  public record Answer(String worker, ModelId model, String code, String detail, long millis) {
    /** Whether it serves the model. */
    public boolean serves() {
      return code.isEmpty();
    }
  }

  /**
   * Who follows a decision.
   *
   * @param answers in the order in which they were heard
   * @param silent workers that served the model before and said nothing; some may have ended
   */
  public record Followers(List<Answer> answers, List<String> silent) {
    public Followers {
      answers = List.copyOf(answers);
      silent = List.copyOf(silent);
    }

    /** Whether nobody declined, and somebody answered if anybody was expected to. */
    public boolean isGood() {
      boolean isAnswered = !answers.isEmpty() || silent.isEmpty();
      return isAnswered && answers.stream().allMatch(Answer::serves);
    }
  }

  /** The workers whose last word is that they serve this model; some may have ended. */
  public Set<String> serving(ModelId model) {
    Map<String, ModelId> last = new HashMap<>();
    for (LogListener.Heard heard : log.all()) {
      if (heard.delivery().event() instanceof ModelServed served) {
        last.put(served.worker(), served.model());
      }
    }
    Set<String> workers = new TreeSet<>(last.keySet());
    workers.removeIf(worker -> !model.equals(last.get(worker)));
    return workers;
  }

  /**
   * Waits until all workers that are {@code expected} have answered, but not longer than {@code
   * patience}; after the first answer not longer than 10 s for each further one.
   *
   * @param hear hears each answer as it comes
   */
  public Followers await(
      Decision decision, Set<String> expected, Duration patience, Consumer<Answer> hear)
      throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    Map<String, Answer> answers = Map.of();
    boolean mayCome = true;
    while (mayCome && !answers.keySet().containsAll(expected)) {
      long left = Math.max(0, until - System.nanoTime());
      long wait = answers.isEmpty() ? left : Math.min(left, QUIET.toNanos());
      Map<String, Answer> more = more(decision, answers.keySet(), Duration.ofNanos(wait));
      more.values().forEach(hear);
      mayCome = !more.isEmpty();
      Map<String, Answer> all = new LinkedHashMap<>(answers);
      all.putAll(more);
      answers = all;
    }
    Set<String> silent = new TreeSet<>(expected);
    silent.removeAll(answers.keySet());
    return new Followers(new ArrayList<>(answers.values()), new ArrayList<>(silent));
  }

  /** Waits for further answers; those that came at once. */
  private Map<String, Answer> more(Decision decision, Set<String> known, Duration patience)
      throws InterruptedException {
    return log.await(
            heard -> {
              Map<String, Answer> answers = answers(heard, decision);
              answers.keySet().removeAll(known);
              return answers.isEmpty() ? Optional.empty() : Optional.of(answers);
            },
            patience)
        .orElse(Map.of());
  }

  @Override
  public void close() {
    log.close();
  }

  /** The first answer of each worker; one that follows a later decision has overtaken this one. */
  private Map<String, Answer> answers(List<LogListener.Heard> heard, Decision decision) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (LogListener.Heard one : heard) {
      Instant from = decision.at().isBefore(since) ? since : decision.at();
      long millis = Duration.between(from, one.at()).toMillis();
      answer(one.delivery().event(), decision.number(), millis)
          .ifPresent(answer -> answers.putIfAbsent(answer.worker(), answer));
    }
    return answers;
  }

  private static Optional<Answer> answer(Event event, int number, long millis) {
    if (event instanceof ModelServed served && served.number() >= number) {
      return Optional.of(new Answer(served.worker(), served.model(), "", "", millis));
    }
    if (event instanceof ModelDeclined declined && declined.number() >= number) {
      return Optional.of(
          new Answer(
              declined.worker(), declined.model(), declined.code(), declined.detail(), millis));
    }
    return Optional.empty();
  }
}
