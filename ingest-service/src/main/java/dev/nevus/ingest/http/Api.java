package dev.nevus.ingest.http;

import dev.nevus.deadletter.LetterDesk;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.RecordLog;
import dev.nevus.image.ImageInspector;
import dev.nevus.ingest.AcceptLabel;
import dev.nevus.ingest.AnnouncedImages;
import dev.nevus.ingest.IngestImage;
import dev.nevus.ingest.KnownImages;
import dev.nevus.ingest.LabelUses;
import dev.nevus.ingest.SegmentAgain;
import dev.nevus.ingest.WithdrawLabel;
import dev.nevus.ingest.catalog.Catalog;
import dev.nevus.ingest.catalog.CatalogReading;
import dev.nevus.ingest.overlay.DisplayedPicture;
import dev.nevus.ingest.signals.LetterCounts;
import dev.nevus.ingest.signals.WorkReport;
import dev.nevus.label.DataSets;
import dev.nevus.label.LabelBook;
import dev.nevus.lifecycle.Health;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.ObjectStore;
import dev.nevus.training.Trainings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything that can be asked over HTTP. */
public final class Api {
  private final List<Route> routes;
  private final MeterRegistry registry;

  /**
   * What the API stands on.
   *
   * @param store where the bytes are
   * @param log where facts are told
   * @param records the same log as single records
   * @param catalog what became of images
   * @param reading how far it is
   * @param signing which signatures of models are good
   * @param telemetry the process's figures
   * @param health the process's neighbours
   * @param clock what time it is
   */
  public record Parts(
      ObjectStore store,
      EventLog log,
      RecordLog records,
      Catalog catalog,
      CatalogReading reading,
      Signing signing,
      Telemetry telemetry,
      Health health,
      Clock clock) {}

  /**
   * @param work what waits for the workers
   */
  public Api(
      Parts parts,
      IngestImage ingest,
      ImageInspector inspector,
      Supplier<WorkReport> work,
      HttpConfig config) {
    KnownImages images = new KnownImages(parts.catalog(), new AnnouncedImages(parts.store()));
    LabelBook book = new LabelBook(parts.store(), parts.clock());
    UploadBody body = UploadBody.ofImages(inspector);
    UploadBudget budget = UploadBudget.of(config);
    PixelWork pixels = new PixelWork();
    DisplayedPicture picture = new DisplayedPicture(inspector.limits());
    MaskSources masks = new MaskSources(parts.store(), book);
    LabelEndpoint.Limits limits = new LabelEndpoint.Limits(inspector.limits(), budget, pixels);
    this.registry = parts.telemetry().registry();
    this.routes =
        Stream.of(
                new UploadEndpoint(ingest, images, body, budget, parts.telemetry()).routes(),
                new ImageEndpoint(images, parts.catalog(), book).routes(),
                new PictureEndpoint(images, parts.store(), picture, pixels).routes(),
                new DifferenceEndpoint(images, masks, pixels, inspector.limits()).routes(),
                labels(parts, images, book, limits),
                models(parts),
                letters(parts),
                new OperationsEndpoint(parts.telemetry(), parts.health(), work, counts(parts))
                    .routes(),
                new CatalogEndpoint(parts.reading()).routes(),
                new DocumentEndpoint().routes())
            .flatMap(List::stream)
            .toList();
  }

  private static List<Route> labels(
      Parts parts, KnownImages images, LabelBook book, LabelEndpoint.Limits limits) {
    AcceptLabel accept = new AcceptLabel(book, parts.log(), parts.telemetry());
    WithdrawLabel withdraw = new WithdrawLabel(book, parts.log(), parts.telemetry());
    LabelUses uses = new LabelUses(new DataSets(parts.store()), new Trainings(parts.store()));
    return Stream.of(
            new LabelEndpoint(accept, images, parts.store(), limits, parts.telemetry()).routes(),
            new LabelsEndpoint(images, book, withdraw, uses, parts.store()).routes())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> letters(Parts parts) {
    LetterDesk desk = new LetterDesk(parts.records(), parts.log(), parts.store(), parts.clock());
    return new DeadLetterEndpoint(parts.catalog().letters(), desk).routes();
  }

  private static LetterCounts counts(Parts parts) {
    LetterCounts counts = new LetterCounts(parts.catalog().letters(), parts.clock());
    counts.bindTo(parts.telemetry().registry());
    return counts;
  }

  private static List<Route> models(Parts parts) {
    ModelRegistry registry = new StoredModelRegistry(parts.store(), parts.clock(), parts.signing());
    SegmentAgain segmentAgain =
        new SegmentAgain(parts.catalog().outdated(), parts.log(), parts.clock());
    Trainings trainings = new Trainings(parts.store());
    return Stream.of(
            new SegmentationEndpoint(segmentAgain, registry).routes(),
            new TrainingEndpoint(trainings, registry, parts.log(), parts.clock()).routes(),
            new ModelEndpoint(registry, parts.signing()).routes())
        .flatMap(List::stream)
        .toList();
  }

  List<Route> routes() {
    return routes;
  }

  /** Where figures of the door are bound. */
  MeterRegistry registry() {
    return registry;
  }
}
