package dev.nevus.ingest.inbound;

import dev.nevus.event.Correlation;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.RecordHandler;
import dev.nevus.image.ImageInspector;
import dev.nevus.image.Refusal;
import dev.nevus.image.RefusedException;
import dev.nevus.ingest.Arrival;
import dev.nevus.ingest.IngestAnswer;
import dev.nevus.ingest.IngestImage;
import dev.nevus.ingest.MetadataFields;
import dev.nevus.ingest.Upload;
import dev.nevus.lifecycle.Telemetry;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images that hospitals push onto the log: the value is the image file, or a header refers to it;
 * the key is the sender's own id. What is no image becomes a dead letter, and the next record is
 * taken: a bad one holds up nobody.
 */
public final class InboundImages implements RecordHandler {
  /** The consumer group that all instances form. */
  public static final String GROUP = "nevus-ingest";

  private static final Logger LOG = LoggerFactory.getLogger(InboundImages.class);
  private static final String REFERENCE = "nevus-reference";

  private final IngestImage ingest;
  private final ImageInspector inspector;
  private final ReferencedImages references;
  private final DeadLetters deadLetters;
  private final Telemetry telemetry;

  public InboundImages(
      IngestImage ingest,
      ImageInspector inspector,
      ReferencedImages references,
      DeadLetters deadLetters,
      Telemetry telemetry) {
    this.ingest = ingest;
    this.inspector = inspector;
    this.references = references;
    this.deadLetters = deadLetters;
    this.telemetry = telemetry;
  }

  @Override
  public void handle(LogRecord record) throws IOException, InterruptedException {
    Correlation correlation = correlation(record);
    Function<String, Optional<String>> fields = name -> record.header("nevus-" + name);
    try {
      Upload upload =
          new Upload(
              content(record),
              MetadataFields.read(fields),
              correlation,
              Optional.empty(),
              new Arrival(Arrival.KAFKA, MetadataFields.urgency(fields)));
      if (ingest.ingest(upload) instanceof IngestAnswer.Refused refused) {
        end(record, correlation, refused.refusal());
      }
    } catch (RefusedException e) {
      telemetry.image("refused", e.refusal().code().id());
      end(record, correlation, e.refusal());
    }
  }

  private byte[] content(LogRecord record) throws IOException, RefusedException {
    Optional<String> reference = record.header(REFERENCE);
    return reference.isPresent() ? references.fetch(reference.get(), inspector) : record.value();
  }

  private void end(LogRecord record, Correlation correlation, Refusal refusal)
      throws IOException, InterruptedException {
    deadLetters.add(record, correlation, refusal);
    LOG.atInfo()
        .addKeyValue("origin", record.origin())
        .addKeyValue("reason", refusal.code().id())
        .addKeyValue("correlationId", correlation.correlationId().orElse(""))
        .log("Inbound record became a dead letter");
  }

  /**
   * A record that comes again must have the same id, so where there is none its place is the id.
   */
  private static Correlation correlation(LogRecord record) {
    Correlation given =
        new Correlation(
            record.header("correlation-id"), record.key(), record.header("traceparent"));
    if (given.correlationId().isPresent()) {
      return given;
    }
    return new Correlation(
        Optional.of(record.origin().toString()), given.senderId(), given.traceparent());
  }
}
