package dev.nevus.standalone.ledger;

import dev.nevus.event.EventCodec;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.FinishedWork;
import dev.nevus.eventlog.LogSpan;
import dev.nevus.eventlog.LogTail.Partition;
import dev.nevus.eventlog.Topic;
import dev.nevus.eventlog.kafka.KafkaEventLog;
import dev.nevus.eventlog.kafka.KafkaEvents;
import dev.nevus.eventlog.kafka.KafkaLogScan;
import dev.nevus.eventlog.kafka.KafkaWorkWatch;
import dev.nevus.eventlog.kafka.WorkGroup;
import dev.nevus.image.ImageInspector;
import dev.nevus.model.ModelId;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.standalone.models.RunningNevus;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Verifies a Nevus, which may be at work meanwhile: what comes while it looks is left out or
 * counted as backlog, never as a fault. The order makes that so. First, what the workers were done
 * with; then how far the log of results goes, on which the end of all of that stands by then; then
 * how far the log of what was accepted goes, on which every result's image stands by then; the
 * bucket last, in which everything lives that any event tells of.
 */
public final class LedgerVerification {
  private static final Set<Topic> RESULTS = Set.of(Topic.MASKS_PREDICTED, Topic.DEAD_LETTERS);
  private static final Set<Topic> CAUSES =
      Set.of(
          Topic.IMAGES_STORED, Topic.IMAGES_BACKLOG, Topic.LABELS_ACCEPTED, Topic.MODELS_PUBLISHED);
  private static final int MOST_THREADS = 4;
  private static final int LOOK_AGAIN_MILLIS = 500;

  private final RunningNevus nevus;
  private final LedgerOptions options;
  private final Clock clock;
  private final KafkaLogScan scan;
  private final Set<String> truncated = new ConcurrentSkipListSet<>();

  private LedgerVerification(RunningNevus nevus, LedgerOptions options, Clock clock) {
    this.nevus = nevus;
    this.options = options;
    this.clock = clock;
    this.scan = new KafkaLogScan(nevus.kafka());
  }

  /** Connects when run. */
  public static LedgerVerification of(RunningNevus nevus, LedgerOptions options) {
    return new LedgerVerification(nevus, options, Clock.systemUTC());
  }

  /** {@link #run(Consumer)} in silence. */
  public LedgerSums run() throws IOException, InterruptedException {
    return run(step -> {});
  }

  /**
   * Reads everything and judges it; takes as long as that takes, a few minutes for a million
   * images.
   *
   * @param progress told of each step
   * @throws IOException if the log or the store is away: nothing is known then
   */
  public LedgerSums run(Consumer<String> progress) throws IOException, InterruptedException {
    try (ObjectStore store = new S3ObjectStore(nevus.store());
        Ledger ledger = Ledger.in(options.work());
        DigestCheck digests = new DigestCheck(store, options.digests(), ledger.tally());
        OrphanFile orphans = OrphanFile.in(options.work())) {
      Instant begun = read(store, ledger, digests, progress);
      progress.accept("judging");
      ledger.judge(orphans);
      StoredModelRegistry registry = new StoredModelRegistry(store, clock, Signing.NONE);
      Set<ModelId> models =
          new ModelCheck(store, registry, ledger)
              .check(begun.minus(options.grace()), options.digests());
      if (options.repair().isPresent()) {
        progress.accept("announcing what was never announced");
        repair(store, ledger, orphans, models, new ImageInspector(options.repair().get()));
      }
      return ledger.tally().sums(List.copyOf(truncated));
    }
  }

  /** When the ends of the log were not asked for yet. */
  private Instant read(
      ObjectStore store, Ledger ledger, DigestCheck digests, Consumer<String> progress)
      throws IOException, InterruptedException {
    FinishedWork finished;
    Instant begun;
    try (KafkaWorkWatch watch = new KafkaWorkWatch(nevus.kafka())) {
      await(watch, progress);
      begun = clock.instant();
      finished = finished(watch);
    }
    LogReading reading = new LogReading(finished, ledger);
    List<LogSpan> spans = new ArrayList<>();
    spans.add(scan.span(RESULTS));
    spans.add(scan.span(CAUSES));
    int cores = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    try (Threads threads = new Threads(Math.max(2, cores))) {
      progress.accept("reading the log");
      threads.run(logSteps(spans, reading));
      progress.accept("reading the bucket");
      Instant oldBefore = begun.minus(options.grace());
      threads.run(new BucketReading(store, oldBefore, ledger, digests).steps());
      digests.finish();
    }
    return begun;
  }

  private void await(KafkaWorkWatch watch, Consumer<String> progress)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + options.patience().toNanos();
    boolean isTold = false;
    while (System.nanoTime() < until && waiting(watch) > 0) {
      if (!isTold) {
        progress.accept("waiting for the workers");
        isTold = true;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private long waiting(KafkaWorkWatch watch) throws IOException, InterruptedException {
    return watch.look(options.workers(), Set.of(Topic.IMAGES_STORED)).records()
        + watch.look(WorkGroup.requests(options.workers()), Set.of(Topic.IMAGES_BACKLOG)).records();
  }

  private FinishedWork finished(KafkaWorkWatch watch) throws IOException, InterruptedException {
    Map<Partition, FinishedWork.Finished> both =
        new HashMap<>(watch.finished(options.workers(), Set.of(Topic.IMAGES_STORED)).partitions());
    both.putAll(
        watch
            .finished(WorkGroup.requests(options.workers()), Set.of(Topic.IMAGES_BACKLOG))
            .partitions());
    return new FinishedWork(both);
  }

  private List<Threads.Step> logSteps(List<LogSpan> spans, LogReading reading) {
    List<Threads.Step> steps = new ArrayList<>();
    for (LogSpan span : spans) {
      span.ranges()
          .forEach(
              (partition, range) -> {
                noteLoss(partition, range.begin());
                if (range.end() > range.begin()) {
                  steps.add(() -> noteLoss(partition, scan.read(partition, range, reading::take)));
                }
              });
    }
    return steps;
  }

  private void noteLoss(Partition partition, long begin) {
    if (begin > 0) {
      truncated.add(partition.topic() + "-" + partition.number());
    }
  }

  private void repair(
      ObjectStore store,
      Ledger ledger,
      OrphanFile orphans,
      Set<ModelId> models,
      ImageInspector inspector)
      throws IOException, InterruptedException {
    try (EventLog log =
        new KafkaEventLog(
            nevus.kafka(), new KafkaEvents(new EventCodec("ledger")), new SimpleMeterRegistry())) {
      Repair repair = new Repair(store, log, inspector, clock, ledger);
      orphans.read(repair::announce);
      for (ModelId model : models) {
        repair.announce(model);
      }
    }
  }
}
