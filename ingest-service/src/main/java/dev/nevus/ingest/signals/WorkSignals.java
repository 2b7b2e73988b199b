package dev.nevus.ingest.signals;

import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.WorkWatch;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Figures of the work before the workers and of their use, as metrics and as a report. Looks now
 * and then on a thread of its own. Safe for many threads.
 */
public final class WorkSignals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkSignals.class);
  private static final int CLOSE_SECONDS = 10;

  private final WorkWatch watch;
  private final MaskFlow flow;
  private final Clock clock;
  private final List<WatchedGroup> groups = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(WorkSignals::daemon);
  private Optional<Future<?>> looking = Optional.empty();

  /**
   * Looks at nothing yet.
   *
   * @param watch closed with this
   * @param flow of masks, read by somebody else
   */
  public WorkSignals(WorkWatch watch, MaskFlow flow, Clock clock) {
    this.watch = watch;
    this.flow = flow;
    this.clock = clock;
  }

  /** Adds a group; the figures of all masks go by the name of the first one. */
  public WorkSignals with(String group, Set<Topic> topics) {
    groups.add(new WatchedGroup(group, topics, clock));
    return this;
  }

  /** Shows the figures there, and begins to look. To be called once, when all groups are added. */
  public void start(MeterRegistry registry, Duration every) {
    groups.forEach(group -> bind(group, registry));
    FunctionCounter.builder("nevus.masks", flow, MaskFlow::masks)
        .description("Masks told on the log since this process counts, each once")
        .register(registry);
    WatchedGroup first = groups.get(0);
    Gauge.builder("nevus.computing.estimate", flow, MaskFlow::computing)
        .description("Images computed at a time, mean of the last minute, by Little's law")
        .tag("group", first.name())
        .register(registry);
    Gauge.builder("nevus.utilisation", flow, MaskFlow::utilisation)
        .description("Images computed at a time for each core of the workers that made masks")
        .tag("group", first.name())
        .register(registry);
    looking =
        Optional.of(
            timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Looks once at every group. */
  public void look() {
    try {
      for (WatchedGroup group : groups) {
        look(group);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The timer would stop in silence, and the last figures stand for ever.
      groups.forEach(group -> group.see(Optional.empty()));
      LOG.atError().setCause(e).log("the signals could not be read");
    }
  }

  /** What is known now. */
  public WorkReport report() {
    return new WorkReport(
        clock.instant(),
        groups.stream().map(WorkSignals::told).toList(),
        new WorkReport.Masks(
            flow.masks(),
            flow.perSecond(),
            flow.computing(),
            known(flow.utilisation()),
            MaskFlow.WINDOW.toSeconds()));
  }

  private void look(WatchedGroup group) throws InterruptedException {
    try {
      if (group.see(Optional.of(watch.look(group.name(), group.topics())))) {
        LOG.atInfo().addKeyValue("group", group.name()).log("what waits is known");
      }
    } catch (EventLogException e) {
      if (group.see(Optional.empty())) {
        LOG.atWarn()
            .addKeyValue("group", group.name())
            .addKeyValue("cause", e.getMessage())
            .log("what waits is not known: while that lasts workers may get nothing");
      }
    }
  }

  private static WorkReport.Group told(WatchedGroup group) {
    Map<String, Long> waiting = new TreeMap<>();
    group
        .seen()
        .ifPresent(
            state ->
                state
                    .waiting()
                    .forEach((topic, records) -> waiting.put(topic.topicName(), records)));
    return new WorkReport.Group(
        group.name(),
        group.seen().isPresent(),
        waiting,
        known(group.oldestSeconds()),
        group.seen().map(state -> state.members()));
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static void bind(WatchedGroup group, MeterRegistry registry) {
    for (Topic topic : group.topics()) {
      Gauge.builder("nevus.backlog", group, watched -> watched.waiting(topic))
          .description("Records that are not done yet, those in a worker's hands included")
          .tag("group", group.name())
          .tag("topic", topic.topicName())
          .register(registry);
    }
    Gauge.builder("nevus.backlog.oldest.age", group, WatchedGroup::oldestSeconds)
        .description("Age of the oldest record that is not done; 0 where none waits")
        .baseUnit("seconds")
        .tag("group", group.name())
        .register(registry);
    Gauge.builder("nevus.workers", group, WatchedGroup::members)
        .description("Members of the group: with a share group each lane of each worker is one")
        .tag("group", group.name())
        .register(registry);
  }

  @Override
  public void close() {
    looking.ifPresent(look -> look.cancel(true));
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a look at the work does not end");
        return;
      }
      watch.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "work-signals");
    thread.setDaemon(true);
    return thread;
  }
}
