package dev.nevus.ingest.signals;

import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.image.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts masks as they are told on the log, each once, and how long workers took for them. Safe for
 * many threads.
 */
public final class MaskFlow implements LogTail.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(MaskFlow.class);

  /** Rates are told over the last so many seconds. */
  public static final Duration WINDOW = Duration.ofSeconds(60);

  private static final int SECONDS = (int) WINDOW.toSeconds();
  private static final int MOST_REMEMBERED = 10_000;
  private static final double MILLIS = 1e3;

  private final EventDecoder decoder;
  private final Clock clock;
  private final Instant begun;
  private final Map<LogTail.Partition, Long> positions = new HashMap<>();
  private final Map<String, Boolean> lately = new Remembered();
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
          take(mask);
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
    long sum = 0;
    for (Second second : seconds) {
      sum += second.isWithin(now()) ? second.masks : 0;
    }
    return sum / span();
  }

  /**
   * Images that were in workers' hands at a time, on the average over the window: by Little's law
   * the time that they took over the time that passed. 0 where no mask was made.
   */
  public synchronized double inFlight() {
    double sum = 0;
    for (Second second : seconds) {
      sum += second.isWithin(now()) ? second.busySeconds : 0;
    }
    return sum / span();
  }

  /** A mask of before, told again for somebody who asked, is no work of now. */
  private void take(MaskPredicted mask) {
    if (mask.at().isBefore(begun) || lately.put(mask.id(), true) != null) {
      return;
    }
    masks++;
    long at = mask.at().getEpochSecond();
    Second second = seconds[(int) Math.floorMod(at, (long) SECONDS)];
    if (second.epoch < at) {
      second.begin(at);
    }
    if (second.epoch == at) {
      second.masks++;
      second.busySeconds += busyMillis(mask.timings()) / MILLIS;
    }
  }

  private static double busyMillis(MaskPredicted.Timings took) {
    return took.fetch()
        + took.decode()
        + took.segment()
        + took.form()
        + took.measure()
        + took.encode();
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
    private double busySeconds;

    void begin(long at) {
      epoch = at;
      masks = 0;
      busySeconds = 0;
    }

    /** Workers' clocks may be a little ahead. */
    boolean isWithin(long now) {
      return epoch > now - SECONDS && epoch <= now + SECONDS;
    }
  }

  private static final class Remembered extends LinkedHashMap<String, Boolean> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }
}
