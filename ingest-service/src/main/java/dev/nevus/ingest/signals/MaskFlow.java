package dev.nevus.ingest.signals;

import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.image.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts masks as they are told on the log, each once, and how long cores worked for them. Rates go
 * by when a mask is read here, so that it does not matter what workers' clocks say. Safe for many
 * threads.
 */
public final class MaskFlow implements LogTail.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(MaskFlow.class);

  /** Rates are told over the last so many seconds. */
  public static final Duration WINDOW = Duration.ofSeconds(60);

  private static final int SECONDS = (int) WINDOW.toSeconds();
  private static final int MOST_REMEMBERED = 20_000;
  private static final double MILLIS = 1e3;

  private final EventDecoder decoder;
  private final Clock clock;
  private final Instant begun;
  private final Map<LogTail.Partition, Long> positions = new HashMap<>();
  private final Map<String, Boolean> lately = new Remembered();
  private final Map<String, Worker> workers = new HashMap<>();
  private final Second[] seconds = new Second[SECONDS];
  private long masks;

  /** Counts from now on. */
  public MaskFlow(EventDecoder decoder, Clock clock) {
    this.decoder = decoder;
    this.clock = clock;
    this.begun = clock.instant();
    for (int i = 0; i < SECONDS; i++) {
      seconds[i] = new Second();
    }
  }

  @Override
  public synchronized Map<LogTail.Partition, Long> positions() {
    return Map.copyOf(positions);
  }

  @Override
  public synchronized void take(List<LogRecord> records) {
    for (LogRecord record : records) {
      positions.put(
          new LogTail.Partition(record.origin().topic(), record.origin().partition()),
          record.origin().offset() + 1);
      try {
        if (decoder.decode(record).event() instanceof MaskPredicted mask) {
          take(mask, record.at());
        }
      } catch (RefusedException e) {
        LOG.atDebug()
            .addKeyValue("origin", record.origin())
            .log("no mask, whoever reads it says so");
      }
    }
  }

  /** Masks since this process began to count. */
  public synchronized long masks() {
    return masks;
  }

  /** Masks a second, over the window. */
  public synchronized double perSecond() {
    return sum(second -> second.masks) / span();
  }

  /**
   * Images that were computed at a time, on the average over the window: by Little's law the time
   * that cores worked for them over the time that passed. Fetching, waiting and storing do not
   * count. 0 where no mask was made.
   */
  public synchronized double computing() {
    return sum(second -> second.coreSeconds) / span();
  }

  /**
   * That for each core of the workers that made a mask in the window: about 1 where all were busy
   * all the time. 0 where no mask was made; not a number where no worker tells its cores. A worker
   * that made none is not seen: it was idle, or it is not there any more.
   */
  public synchronized double utilisation() {
    long now = now();
    workers.values().removeIf(worker -> !isWithin(worker.epoch, now));
    int cores = workers.values().stream().mapToInt(Worker::cores).sum();
    if (cores == 0) {
      return sum(second -> second.masks) == 0 ? 0 : Double.NaN;
    }
    return sum(second -> second.toldCoreSeconds) / span() / cores;
  }

  /**
   * A mask that was made long before is told again for somebody who asked: no work of now. Both
   * times are the worker's, unless it tells again what another one made.
   */
  private void take(MaskPredicted mask, Instant told) {
    boolean isAgain =
        Duration.between(mask.at(), told).compareTo(WINDOW) > 0
            || lately.put(mask.id(), true) != null;
    if (isAgain) {
      return;
    }
    masks++;
    long now = now();
    Second second = seconds[(int) Math.floorMod(now, (long) SECONDS)];
    if (second.epoch != now) {
      second.begin(now);
    }
    double coreSeconds = coreMillis(mask.timings()) / MILLIS;
    second.masks++;
    second.coreSeconds += coreSeconds;
    if (mask.cores().isPresent()) {
      second.toldCoreSeconds += coreSeconds;
      workers.put(mask.worker(), new Worker(mask.cores().get(), now));
    }
  }

  private static double coreMillis(MaskPredicted.Timings took) {
    return took.decode() + took.segment() + took.form() + took.measure() + took.encode();
  }

  private double sum(ToDoubleFunction<Second> figure) {
    long now = now();
    return Arrays.stream(seconds)
        .filter(second -> isWithin(second.epoch, now))
        .mapToDouble(figure)
        .sum();
  }

  private static boolean isWithin(long epoch, long now) {
    return epoch > now - SECONDS && epoch <= now;
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  /** Seconds counted: less than the window at first. */
  private double span() {
    double since = Duration.between(begun, clock.instant()).toMillis() / MILLIS;
    return Math.min(SECONDS, Math.max(1, since));
  }

  private static final class Second {
    private long epoch = Long.MIN_VALUE;
    private long masks;
    private double coreSeconds;
    private double toldCoreSeconds;

    void begin(long at) {
      epoch = at;
      masks = 0;
      coreSeconds = 0;
      toldCoreSeconds = 0;
    }
  }

  /** When a worker's last mask was read. */
  private record Worker(int cores, long epoch) {}

  private static final class Remembered extends LinkedHashMap<String, Boolean> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }
}
