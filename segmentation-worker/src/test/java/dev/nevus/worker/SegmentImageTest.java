package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.event.Correlation;
import dev.nevus.event.Event;
import dev.nevus.event.EventJson;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.LabelAccepted;
import dev.nevus.event.MaskPredicted;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.Refusal;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.model.ModelId;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.worker.model.ServingModel;
import dev.nevus.worker.model.VerifiedModel;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentImageTest {
  private static final ModelId MODEL = new ModelId("20261123T000000Z-0123abcd");
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Correlation CORRELATION =
      new Correlation(Optional.of("correlation-1"), Optional.of("sender-1"), Optional.empty());

  private static final List<String> STAGES =
      List.of(
          "fetch", "inspect", "decode", "resize", "infer", "form", "measure", "encode", "put",
          "publish");

  /** Wall clock and processor clock are read one after the other. */
  private static final Duration CLOCK_TICK = Duration.ofMillis(20);

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final DarkPixels engine = new DarkPixels();
  private final Telemetry telemetry = new Telemetry("test");

  @AfterEach
  void close() {
    telemetry.close();
  }

  @Test
  void storesTheMaskThenItsResultThenTellsTheLog() throws Exception {
    ImageStored image = stored(jpeg(1), OptionalDouble.of(0.02));

    Verdict verdict = handler("one").handle(delivery(image));

    assertThat(verdict).isEqualTo(Verdict.DONE);
    assertThat(store.puts())
        .endsWith(Keys.mask(MODEL, image.image()), Keys.result(MODEL, image.image()));
    MaskPredicted told = log.published(MaskPredicted.class).get(0);
    assertThat(log.published().get(0).correlation()).isEqualTo(CORRELATION);
    assertThat(
            EventJson.fromJson(store.get(Keys.result(MODEL, image.image())), MaskPredicted.class))
        .isEqualTo(told);
    assertThat(told.model()).isEqualTo(MODEL);
    assertThat(told.cores()).hasValue(4);
    assertThat(told.measures().equivalentDiameterMm()).isPresent();
    try (Mask mask = MaskPng.decode(store.get(told.mask()), ImageLimits.DEFAULT)) {
      assertThat(List.of(mask.width(), mask.height())).containsExactly(320, 240);
      assertThat((long) mask.area()).isEqualTo(told.measures().areaPixels()).isPositive();
    }
  }

  @Test
  void tellsHowLongEachStageTookAndHowLongACoreWorkedForIt() throws Exception {
    handler("one").handle(delivery(stored(jpeg(1), OptionalDouble.empty())));

    for (String stage : STAGES) {
      Duration took = Duration.ofNanos((long) timer(stage).totalTime(TimeUnit.NANOSECONDS));
      Duration cpu = Duration.ofNanos((long) (1e9 * cpuSeconds(stage)));
      assertThat(timer(stage).count()).as(stage).isEqualTo(1);
      assertThat(cpu).as(stage).isBetween(Duration.ZERO, took.plus(CLOCK_TICK));
    }
    assertThat(cpuSeconds("decode")).isPositive();
    MaskPredicted.Timings told = log.published(MaskPredicted.class).get(0).timings();
    assertThat(told.decode()).isCloseTo(milliseconds("inspect", "decode"), within(0.002));
    assertThat(told.segment()).isCloseTo(milliseconds("resize", "infer"), within(0.002));
  }

  @Test
  void aSecondDeliveryHasNoSecondEffect() throws Exception {
    ImageStored image = stored(jpeg(2), OptionalDouble.empty());

    handler("one").handle(delivery(image));
    byte[] mask = store.get(Keys.mask(MODEL, image.image()));
    handler("two").handle(delivery(image));

    assertThat(log.published(MaskPredicted.class)).hasSize(2);
    assertThat(log.published(MaskPredicted.class).get(1))
        .isEqualTo(log.published(MaskPredicted.class).get(0));
    assertThat(store.get(Keys.mask(MODEL, image.image()))).isEqualTo(mask);
  }

  @Test
  void goesOnWhereAKillBetweenPutAndPublishLeftOff() throws Exception {
    ImageStored image = stored(jpeg(3), OptionalDouble.empty());
    log.failNext(1);

    assertThatThrownBy(() -> handler("killed").handle(delivery(image)))
        .isInstanceOf(IOException.class);
    Verdict verdict = handler("next").handle(delivery(image));

    assertThat(verdict).isEqualTo(Verdict.DONE);
    assertThat(log.published(MaskPredicted.class))
        .singleElement()
        .satisfies(m -> assertThat(m.worker()).isEqualTo("killed"));
  }

  @Test
  void aStoreThatIsAwayIsAFaultAndNoVerdict() throws Exception {
    ImageStored image = stored(jpeg(4), OptionalDouble.empty());
    store.goAway();

    assertThatThrownBy(() -> handler("one").handle(delivery(image)))
        .isInstanceOf(IOException.class);

    assertThat(log.published()).isEmpty();
  }

  @Test
  void anAnnouncedImageThatIsNotInTheStoreIsRefused() throws Exception {
    ImageStored image = stored(jpeg(5), OptionalDouble.empty());
    store.lose(image.pixels());

    assertThat(code(handler("one").handle(delivery(image)))).isEqualTo(Refusal.Code.OBJECT_MISSING);
  }

  @Test
  void aDamagedImageIsRefused() throws Exception {
    byte[] jpeg = jpeg(6);
    ImageStored image = stored(Arrays.copyOf(jpeg, jpeg.length / 2), OptionalDouble.empty());

    assertThat(code(handler("one").handle(delivery(image)))).isEqualTo(Refusal.Code.CORRUPT_IMAGE);
    assertThat(telemetry.scrape()).contains("reason=\"corrupt-image\"");
  }

  @Test
  void anEventThatIsNoWorkIsRefused() throws Exception {
    ImageStored image = stored(jpeg(7), OptionalDouble.empty());
    LabelAccepted other =
        new LabelAccepted(
            image.image(),
            1,
            Keys.label(image.image(), image.image().sha256()),
            "ana",
            Optional.empty(),
            NOW);

    assertThat(code(handler("one").handle(delivery(other))))
        .isEqualTo(Refusal.Code.UNREADABLE_EVENT);
  }

  @Test
  void anEngineThatFailsIsAnAttemptThatFailed() throws Exception {
    ImageStored image = stored(jpeg(8), OptionalDouble.empty());
    engine.breakDown();

    assertThat(handler("one").handle(delivery(image))).isInstanceOf(Verdict.Failed.class);
    assertThat(log.published()).isEmpty();
  }

  @Test
  void tellsAgainWhatAnEarlierAttemptKeptWithoutItsWork() throws Exception {
    ImageStored image = stored(jpeg(1), OptionalDouble.empty());

    assertThat(handler("one").tellAgain(delivery(image))).isFalse();
    handler("one").handle(delivery(image));

    assertThat(handler("two").tellAgain(delivery(image))).isTrue();
    assertThat(new HashSet<>(log.published(MaskPredicted.class))).hasSize(1);
    assertThat(log.published(MaskPredicted.class)).hasSize(2);
  }

  private SegmentImage handler(String worker) {
    ServingModel serving = new ServingModel();
    serving.swap(new VerifiedModel(MODEL, engine));
    return WorkerUnderTest.of(worker, store, log, telemetry)
        .at(Clock.fixed(NOW, ZoneOffset.UTC))
        .segmentImage(serving);
  }

  private ImageStored stored(byte[] original, OptionalDouble spacing) throws IOException {
    ImageId id = ImageId.of(original);
    store.put(Keys.original(id), original, "image/jpeg");
    ImageMetadata metadata =
        new ImageMetadata(Optional.empty(), Optional.empty(), Optional.empty(), spacing);
    return new ImageStored(
        id, Keys.original(id), "image/jpeg", original.length, 320, 240, metadata, NOW);
  }

  private static Delivery delivery(Event event) {
    return new Delivery(event, CORRELATION, new Origin("nevus.images.stored", 0, 0), 1);
  }

  private static Refusal.Code code(Verdict verdict) {
    return ((Verdict.Rejected) verdict).refusal().code();
  }

  private static byte[] jpeg(long seed) {
    try (DrawnLesion lesion = DrawnLesions.draw(new DrawnLesions.Scene(320, 240, 0, false), seed)) {
      return lesion.jpeg();
    }
  }

  private double milliseconds(String... stages) {
    return Arrays.stream(stages)
        .mapToDouble(stage -> timer(stage).totalTime(TimeUnit.MILLISECONDS))
        .sum();
  }

  private double cpuSeconds(String stage) {
    return telemetry.registry().get("nevus.stage.cpu").tag("stage", stage).counter().count();
  }

  private Timer timer(String stage) {
    return telemetry.registry().get("nevus.stage").tag("stage", stage).timer();
  }
}
