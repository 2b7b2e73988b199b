package dev.nevus.worker.model;

import dev.nevus.event.Event;
import dev.nevus.event.ModelNominated;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.ModelRefused;
import dev.nevus.eventlog.EventDecoder;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.LogTail;
import dev.nevus.image.RefusedException;
import dev.nevus.lifecycle.GiveWay;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of models and has the worker catch up at each decision. Its place is not kept
 * beyond the process: who starts reads the registry first. For the tail's thread alone.
 */
public final class ModelNews implements LogTail.Reader {
  private static final Logger LOG = LoggerFactory.getLogger(ModelNews.class);

  /** A third of an image's share of a core: little enough for images, enough to be done soon. */
  private static final int NICENESS = 5;

  private final EventDecoder decoder;
  private final FollowModels models;
  private final Map<LogTail.Partition, Long> places = new HashMap<>();
  private boolean givesWay;

  public ModelNews(EventDecoder decoder, FollowModels models) {
    this.decoder = decoder;
    this.models = models;
  }

  @Override
  public Map<LogTail.Partition, Long> positions() {
    return Map.copyOf(places);
  }

  @Override
  public void take(List<LogRecord> records) throws IOException, InterruptedException {
    if (records.stream().anyMatch(this::isDecision)) {
      giveWayOnce();
      models.catchUp();
    }
    for (LogRecord record : records) {
      places.put(
          new LogTail.Partition(record.origin().topic(), record.origin().partition()),
          record.origin().offset() + 1);
    }
  }

  /** Opening a model takes a core for a moment, and images are under way. */
  private void giveWayOnce() throws InterruptedException {
    if (!givesWay) {
      givesWay = true;
      GiveWay.with(NICENESS);
    }
  }

  private boolean isDecision(LogRecord record) {
    try {
      Event event = decoder.decode(record).event();
      return event instanceof ModelPromoted
          || event instanceof ModelNominated
          || event instanceof ModelRefused;
    } catch (RefusedException e) {
      LOG.atWarn()
          .addKeyValue("origin", record.origin())
          .addKeyValue("reason", e.refusal().code().id())
          .log("a record about models is not understood and passed over");
      return false;
    }
  }
}
