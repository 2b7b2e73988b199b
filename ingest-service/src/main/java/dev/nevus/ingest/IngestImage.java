package dev.nevus.ingest;

import dev.nevus.event.ImageStored;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.EventLog;
import dev.nevus.image.ImageHeader;
import dev.nevus.image.ImageId;
import dev.nevus.image.Inspection;
import dev.nevus.image.Refusal;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steps [1] to [3] of the data path, whichever door the image came through: look at it, store it,
 * announce it. Bytes first, event second, marker last: a crash in between leaves an object that
 * nobody knows of, or an event that is told again under the same id. Safe for many threads.
 */
public final class IngestImage {
  private static final Logger LOG = LoggerFactory.getLogger(IngestImage.class);

  private final ObjectStore store;
  private final EventLog log;
  private final AnnouncedImages announced;
  private final Admission admission;
  private final Telemetry telemetry;
  private final SourceFigures sources;
  private final Clock clock;

  public IngestImage(
      ObjectStore store, EventLog log, Admission admission, Telemetry telemetry, Clock clock) {
    this.store = store;
    this.log = log;
    this.announced = new AnnouncedImages(store);
    this.admission = admission;
    this.telemetry = telemetry;
    this.sources = new SourceFigures(telemetry.registry());
    this.clock = clock;
  }

  /**
   * Returns once the image is in the store and its event acknowledged, or nothing was kept.
   *
   * @throws IOException if the store, the log or the catalog is away or a disk is full: the sender
   *     may try again
   */
  public IngestAnswer ingest(Upload upload) throws IOException, InterruptedException {
    long began = System.nanoTime();
    Inspection inspection = admission.inspector().inspect(upload.content());
    if (inspection instanceof Inspection.Refused refused) {
      return refuse(upload, refused.refusal());
    }
    requireRoom();
    ImageHeader header = ((Inspection.Accepted) inspection).header();
    ImageId image = ImageId.of(upload.content());
    Optional<String> key = upload.idempotencyKey();
    if (key.isPresent() && !admission.keys().claim(key.get(), image).equals(image)) {
      telemetry.image("refused", "idempotency-key-reused");
      return new IngestAnswer.KeyReused();
    }
    Optional<ImageStored> before = announced.find(image);
    IngestAnswer answer = before.isPresent() ? repeat(before.get()) : accept(image, header, upload);
    tookSince(began, "ingest");
    return answer;
  }

  /**
   * Returns if there is room for another image; asked again when one is there, so a door need ask
   * only where that spares it the bytes.
   *
   * @throws IOException if a disk is full
   */
  public void requireRoom() throws IOException {
    admission.disk().check();
  }

  private IngestAnswer refuse(Upload upload, Refusal refusal) {
    telemetry.image("refused", refusal.code().id());
    LOG.atInfo()
        .addKeyValue("reason", refusal.code().id())
        .addKeyValue("bytes", upload.content().length)
        .addKeyValue("correlationId", upload.correlation().correlationId().orElse(""))
        .log("Image refused");
    return new IngestAnswer.Refused(refusal);
  }

  private IngestAnswer repeat(ImageStored before) {
    telemetry.image("repeated", "none");
    return new IngestAnswer.Repeated(before.image(), urgency(before));
  }

  private IngestAnswer accept(ImageId image, ImageHeader header, Upload upload)
      throws IOException, InterruptedException {
    ObjectKey original = Keys.original(image);
    String mediaType = header.format().mediaType();
    keep(original, upload.content(), mediaType);
    Urgency urgency = admission.quotas().admit(upload.metadata().source(), upload.urgency());
    ImageStored fact =
        new ImageStored(
            image,
            original,
            mediaType,
            upload.content().length,
            header.width(),
            header.height(),
            upload.metadata().orSpacing(header.pixelSpacingMm()),
            Optional.of(urgency),
            clock.instant());
    announce(fact, upload);
    announced.add(fact);
    telemetry.image("accepted", "none");
    sources.accepted(upload.source(), urgency);
    LOG.atInfo()
        .addKeyValue("image", image)
        .addKeyValue("bytes", upload.content().length)
        .addKeyValue("urgency", urgency)
        .addKeyValue("correlationId", upload.correlation().correlationId().orElse(""))
        .log("Image accepted");
    return new IngestAnswer.Accepted(image, urgency);
  }

  /**
   * What the log does not take costs its source nothing. What it took costs once more where the
   * marker cannot be written and the image is sent again, and may then go behind though it was told
   * of as live: harmless, for it is the same event and a mask is made once.
   */
  private void announce(ImageStored fact, Upload upload) throws IOException, InterruptedException {
    long began = System.nanoTime();
    boolean isTold = false;
    try {
      log.publish(fact, upload.correlation());
      isTold = true;
    } finally {
      if (!isTold) {
        admission.quotas().giveBack(upload.metadata().source(), upload.urgency(), urgency(fact));
      }
    }
    tookSince(began, "announce");
  }

  /** Absent in what was told before there was a backlog. */
  private static Urgency urgency(ImageStored fact) {
    return fact.urgency().orElse(Urgency.LIVE);
  }

  /** Whoever else is putting these bytes may still fail, and an event must not be ahead of them. */
  private void keep(ObjectKey original, byte[] content, String mediaType) throws StoreException {
    long began = System.nanoTime();
    if (!store.putIfAbsent(original, content, mediaType) && store.size(original).isEmpty()) {
      throw new StoreException("another upload of " + original + " is not finished");
    }
    tookSince(began, "store");
  }

  private void tookSince(long nanoTime, String stage) {
    telemetry.stage(stage, Duration.ofNanos(System.nanoTime() - nanoTime));
  }
}
