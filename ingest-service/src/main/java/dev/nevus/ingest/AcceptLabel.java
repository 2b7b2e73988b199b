package dev.nevus.ingest;

import dev.nevus.event.Correlation;
import dev.nevus.event.LabelAccepted;
import dev.nevus.eventlog.EventLog;
import dev.nevus.image.ImageId;
import dev.nevus.label.Annotation;
import dev.nevus.label.Label;
import dev.nevus.label.LabelBook;
import dev.nevus.lifecycle.Telemetry;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step [5] of the data path: a person's mask is kept, then announced. Bytes first, event last: a
 * crash in between leaves a label that the log does not know of, and the same mask handed in again
 * announces it, under the same id. Safe for many threads.
 */
public final class AcceptLabel {
  private static final Logger LOG = LoggerFactory.getLogger(AcceptLabel.class);

  private final LabelBook book;
  private final EventLog log;
  private final Telemetry telemetry;

  public AcceptLabel(LabelBook book, EventLog log, Telemetry telemetry) {
    this.book = book;
    this.log = log;
    this.telemetry = telemetry;
  }

  /**
   * Returns once the label is durable and its event acknowledged.
   *
   * @param mask of this image: made for its size
   * @throws IOException if the store or the log is away: the person may hand it in again
   */
  public LabelBook.Added accept(
      ImageId image, LabelMask mask, Annotation annotation, Correlation correlation)
      throws IOException, InterruptedException {
    LabelBook.Added added = book.add(image, mask.png(), annotation);
    Label label = added.label();
    log.publish(
        new LabelAccepted(
            label.image(),
            label.number(),
            label.mask(),
            label.annotator(),
            label.accepted(),
            label.at()),
        correlation);
    telemetry.label(added.repeated() ? "repeated" : "accepted");
    LOG.atInfo()
        .addKeyValue("image", image)
        .addKeyValue("number", label.number())
        .addKeyValue("repeated", added.repeated())
        .addKeyValue("correlationId", correlation.correlationId().orElse(""))
        .log("Label accepted");
    return added;
  }
}
