package dev.nevus.trainer.renewal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nevus.SetClock;
import dev.nevus.event.Event;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.eventlog.EventLog;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.image.ImageId;
import dev.nevus.label.Annotation;
import dev.nevus.label.DataSet;
import dev.nevus.label.Label;
import dev.nevus.label.LabelBook;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.model.Registrar;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.segment.MaskForm;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import dev.nevus.trainer.ledger.Shares;
import dev.nevus.trainer.ledger.SplitLedger;
import dev.nevus.trainer.promotion.PromotionPolicy;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.unet.UNetShape;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A hospital in memory: images with labels in a store, a champion that has learned nothing, and a
 * trainer's work over it, step by step.
 */
final class Ward {
  static final UNetShape NET = UNetShape.quarterGrid(64, 8);
  private static final int WIDTH = 96;
  private static final int HEIGHT = 72;

  final InMemoryObjectStore store = new InMemoryObjectStore();
  final InMemoryEventLog log = new InMemoryEventLog();
  final SetClock clock = new SetClock(Instant.parse("2026-11-25T10:00:00Z"));
  final StoredModelRegistry registry = new StoredModelRegistry(store, clock, Signing.NONE);
  private final Path folder;

  Ward(Path folder) throws IOException {
    this.folder = folder;
    // The key of a ledger is random, and tests must come out the same each time.
    byte[] constitution =
        """
        {"key":"%s","shares":{"validation":0.15,"test":0.3},"at":"2026-11-25T10:00:00Z"}
        """
            .formatted("5e".repeat(32))
            .getBytes(UTF_8);
    store.put(Keys.splits(1), constitution, "application/json");
  }

  /** What learns in seconds: enough epochs for a net to find drawn lesions. */
  static TrainerPlan plan(int newLabels, int epochs) {
    return new TrainerPlan(
        new TriggerPolicy(newLabels, Duration.ofDays(7), 5),
        LabelPolicy.LATEST,
        new Shares(0.15, 0.3),
        TrainerPlan.Start.SCRATCH,
        new RunSettings(NET, epochs, 8, epochs, 7, RunSettings.IMAGES),
        RunLimits.DEFAULT);
  }

  /** Lets through what is better on a handful of images. */
  static PromotionPolicy gate(int fewestImages) {
    return new PromotionPolicy(
        0.005,
        fewestImages,
        PromotionPolicy.DEFAULT.slices(),
        PromotionPolicy.DEFAULT.parity(),
        new PromotionPolicy.LatencyLimit(100, Duration.ofSeconds(1)));
  }

  /** A trainer that has just been started, on this ward's own store and log. */
  Renewal trainer(TrainerPlan plan, PromotionPolicy gate) throws IOException {
    return trainer(plan, gate, store, log);
  }

  /** A trainer that has just been started. */
  Renewal trainer(TrainerPlan plan, PromotionPolicy gate, ObjectStore through, EventLog telling)
      throws IOException {
    TrainerDuty duty =
        new TrainerDuty(
            desk(through, telling),
            plan,
            new Judging(gate, MaskForm.ISIC),
            folder,
            NativeBackend.activate(),
            new TrainerDuty.Meters(new SimpleMeterRegistry(), () -> true));
    return duty.renewal(new CollectedLabels(through));
  }

  /** What a trainer's parts work with. */
  Desk desk() {
    return desk(store, log);
  }

  private Desk desk(ObjectStore through, EventLog telling) {
    Registrar registrar =
        new Registrar(new StoredModelRegistry(through, clock, Signing.NONE), telling, clock);
    return new Desk(through, telling, registrar, "trainer-test", clock);
  }

  /** Where a trainer keeps its files. */
  Path folder() {
    return folder;
  }

  /** Empties that folder. */
  void forgetCopies() throws IOException {
    PrivateFolder.empty(folder);
  }

  /** The store and this machine lose the images of a set. */
  void forget(DataSet set) throws IOException {
    set.images().forEach(entry -> store.lose(Keys.original(entry.image())));
    forgetCopies();
  }

  LocalImages images() throws IOException {
    return new LocalImages(store, folder);
  }

  TakeSnapshot snapshot(LabelPolicy policy) throws IOException {
    return new TakeSnapshot(
        store,
        new LabelsInForce(new LabelBook(store, clock)),
        policy,
        SplitLedger.open(store, clock, Shares.DEFAULT),
        images(),
        figures());
  }

  static RenewalFigures figures() {
    return new RenewalFigures(new SimpleMeterRegistry(), () -> true);
  }

  /** A data set of all labels that were collected. */
  DataSet take(LabelPolicy policy) throws Exception {
    return snapshot(policy).take(new CollectedLabels(store).all());
  }

  /** A drawn image, accepted and announced, as the ingest service leaves it. */
  ImageId image(int seed) throws IOException {
    try (DrawnLesion drawn = draw(seed)) {
      byte[] jpeg = drawn.jpeg();
      ImageId image = ImageId.of(jpeg);
      store.putIfAbsent(Keys.original(image), jpeg, "image/jpeg");
      accept(image, jpeg.length, WIDTH, HEIGHT);
      return image;
    }
  }

  private void accept(ImageId image, int bytes, int width, int height) throws IOException {
    ImageStored stored =
        new ImageStored(
            image,
            Keys.original(image),
            "image/jpeg",
            bytes,
            width,
            height,
            ImageMetadata.NONE,
            clock.instant());
    store.putIfAbsent(Keys.stored(image), EventJson.toJson(stored), "application/json");
  }

  /** An image of one's own with its mask, accepted, labelled and collected. */
  void bring(byte[] file, Mask mask) throws IOException {
    ImageId image = ImageId.of(file);
    store.putIfAbsent(Keys.original(image), file, "image/jpeg");
    accept(image, file.length, mask.width(), mask.height());
    collect(label(image, "ana", mask));
  }

  /** Labels drawn images with what was drawn, and lets the trainer know. */
  void label(int firstSeed, int count) throws IOException {
    for (int seed = firstSeed; seed < firstSeed + count; seed++) {
      try (DrawnLesion drawn = draw(seed)) {
        collect(label(image(seed), "ana", drawn.mask()));
      }
    }
  }

  /** Keeps a label. */
  Label label(ImageId image, String annotator, Mask mask) throws IOException {
    Annotation annotation = new Annotation(annotator, Optional.empty(), Optional.empty());
    return new LabelBook(store, clock).add(image, MaskPng.encode(mask), annotation).label();
  }

  /** Lets the trainer know of a label, as its event would. */
  void collect(Label label) throws IOException {
    new CollectedLabels(store)
        .add(
            new LabelAccepted(
                label.image(),
                label.number(),
                label.mask(),
                label.annotator(),
                label.accepted(),
                label.at()));
  }

  /** A champion with random weights. */
  ModelId installNovice() throws Exception {
    ModelId model = publishNovice(3);
    registry.decide(Choice.of(Kind.INSTALLED, model, "installation", "empty"), 0);
    return model;
  }

  /** A model with random weights that nobody has decided on. */
  ModelId publishNovice(long seed) throws Exception {
    return Novice.publish(registry, seed);
  }

  /** What was told of a kind. */
  <E extends Event> List<E> told(Class<E> kind) {
    return log.published(kind);
  }

  static DrawnLesion draw(int seed) {
    return DrawnLesions.draw(DrawnLesions.Scene.varied(WIDTH, HEIGHT, seed), seed);
  }

  /** Steps until there is nothing to do. */
  static void work(Renewal trainer) throws Exception {
    while (trainer.step()) {
      // Each step is durable by itself.
    }
  }
}
