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
import dev.nevus.label.Label;
import dev.nevus.label.LabelBook;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelManifest.TrainingData;
import dev.nevus.model.Registrar;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.segment.GoldenPicture;
import dev.nevus.segment.onnx.OnnxSegmenter;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectStore;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.ledger.Shares;
import dev.nevus.trainer.promotion.PromotionPolicy;
import dev.nevus.trainer.training.NativeBackend;
import dev.nevus.trainer.training.TrainingRecord;
import dev.nevus.trainer.unet.FlipAveraging;
import dev.nevus.trainer.unet.OnnxExport;
import dev.nevus.trainer.unet.UNetShape;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        new RunSettings(NET, epochs, 8, epochs, 7),
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
    Registrar registrar =
        new Registrar(new StoredModelRegistry(through, clock, Signing.NONE), telling, clock);
    TrainerDuty duty =
        new TrainerDuty(
            new Desk(through, telling, registrar, "trainer-test", clock),
            plan,
            gate,
            folder,
            NativeBackend.activate(),
            new TrainerDuty.Meters(new SimpleMeterRegistry(), () -> true));
    return duty.renewal(new CollectedLabels(through));
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
    byte[] onnx = OnnxExport.export(SmallNets.build(NET, 3), NET);
    ModelManifest manifest = manifest(onnx);
    registry.publish(manifest, ModelFiles.of(onnx, GoldenPicture.drawn().png()));
    registry.decide(Choice.of(Kind.INSTALLED, manifest.model(), "installation", "empty"), 0);
    return manifest.model();
  }

  private ModelManifest manifest(byte[] onnx) throws Exception {
    try (OnnxSegmenter segmenter = OnnxSegmenter.open(onnx)) {
      return new TrainingRecord(
              SmallNets.plan(NET, 1, 3),
              FlipAveraging.NONE,
              TrainingData.UNKNOWN,
              "test",
              NativeBackend.activate())
          .manifest(
              onnx,
              Map.of(),
              Optional.of(GoldenPicture.drawn().answer(segmenter)),
              Instant.parse("2026-11-01T00:00:00Z"));
    }
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
