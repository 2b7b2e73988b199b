package dev.nevus.ingest.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.Correlation;
import dev.nevus.event.DeadLettered;
import dev.nevus.event.ImageStored;
import dev.nevus.event.Origin;
import dev.nevus.eventlog.DeadLetters;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.LogRecord;
import dev.nevus.eventlog.Topic;
import dev.nevus.image.ImageId;
import dev.nevus.ingest.Drawings;
import dev.nevus.ingest.Facts;
import dev.nevus.ingest.IngestWorld;
import dev.nevus.lifecycle.DiskFullException;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboundImagesTest {
  private static final Origin ORIGIN = new Origin(Topic.IMAGES_INBOUND.topicName(), 2, 40);
  private static final byte[] NOTHING = new byte[0];

  private final IngestWorld world = new IngestWorld();
  private final InMemoryObjectStore theirs = new InMemoryObjectStore();
  private final InboundImages inbound =
      new InboundImages(
          world.ingest,
          world.inspector,
          new ReferencedImages(Map.of("hospital", theirs)),
          new DeadLetters(world.store, world.log, Clock.systemUTC(), world.telemetry.registry()),
          world.telemetry);
  private final byte[] jpeg = Drawings.jpeg(1);

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void acceptsAnImageWithWhatItsHeadersSay() throws Exception {
    inbound.handle(
        record(
            jpeg,
            Map.of(
                "nevus-patient", "p-1",
                "nevus-body-site", "back",
                "nevus-pixel-spacing", "0.2",
                "correlation-id", "c-1",
                "traceparent", "00-trace-01")));

    ImageStored fact = world.log.published(ImageStored.class).get(0);
    assertThat(fact.image()).isEqualTo(ImageId.of(jpeg));
    assertThat(fact.metadata().patient()).contains("p-1");
    assertThat(fact.metadata().bodySite()).contains("back");
    assertThat(fact.metadata().pixelSpacingMm()).hasValue(0.2);
    assertThat(world.log.published().get(0).correlation())
        .isEqualTo(
            new Correlation(
                Optional.of("c-1"), Optional.of("their-id"), Optional.of("00-trace-01")));
  }

  @Test
  void putsBehindWhatItsSenderCallsOldAndWhatIsBeyondItsSourcesQuota() throws Exception {
    inbound.handle(record(jpeg, Map.of("nevus-source", "ward-3", "nevus-urgency", "backlog")));
    for (int i = 0; i <= IngestWorld.QUOTA.burst(); i++) {
      inbound.handle(record(Drawings.jpeg(100 + i), Map.of("nevus-source", "north")));
    }
    inbound.handle(record(Drawings.jpeg(99), Map.of()));

    List<ImageStored> told = world.log.published(ImageStored.class);
    assertThat(told.get(0).metadata().source()).contains("ward-3");
    assertThat(told.get(0).goesBehind()).isTrue();
    assertThat(told.subList(1, told.size() - 2)).noneMatch(ImageStored::goesBehind);
    assertThat(told.get(told.size() - 2).goesBehind()).isTrue();
    assertThat(told.get(told.size() - 1).goesBehind()).isFalse();
    assertThat(told.get(told.size() - 1).metadata().source()).isEmpty();
    assertThat(world.telemetry.scrape())
        .contains("source=\"north\",urgency=\"backlog\"", "source=\"kafka\",urgency=\"live\"");
  }

  @Test
  void acceptsOnceThoughDeliveredTwice() throws Exception {
    inbound.handle(record(jpeg, Map.of()));
    inbound.handle(record(jpeg, Map.of()));

    assertThat(world.log.published()).hasSize(1);
    assertThat(world.log.published().get(0).correlation().correlationId())
        .contains(ORIGIN.toString());
  }

  @Test
  void fetchesAReferencedImage() throws Exception {
    theirs.put(new ObjectKey("scans/7.jpg"), jpeg, "image/jpeg");

    inbound.handle(record(NOTHING, Map.of("nevus-reference", "s3://hospital/scans/7.jpg")));

    assertThat(world.log.published(ImageStored.class))
        .extracting(ImageStored::image)
        .containsExactly(ImageId.of(jpeg));
  }

  @Test
  void deadLettersWhatIsNoImageAndWhatPointsNowhere() throws Exception {
    theirs.put(new ObjectKey("large"), new byte[IngestWorld.LIMITS.maxBytes() + 1], "image/png");

    inbound.handle(record("text".getBytes(StandardCharsets.UTF_8), Map.of()));
    inbound.handle(record(NOTHING, Map.of()));
    inbound.handle(record(jpeg, Map.of("nevus-pixel-spacing", "-1")));
    inbound.handle(record(jpeg, Map.of("nevus-urgency", "soon")));
    inbound.handle(record(NOTHING, Map.of("nevus-reference", "s3://secrets/key")));
    inbound.handle(record(NOTHING, Map.of("nevus-reference", "http://169.254.169.254/")));
    inbound.handle(record(NOTHING, Map.of("nevus-reference", "s3://hospital/../key")));
    inbound.handle(record(NOTHING, Map.of("nevus-reference", "s3://hospital/absent")));
    inbound.handle(record(NOTHING, Map.of("nevus-reference", "s3://hospital/large")));

    assertThat(world.log.published(DeadLettered.class))
        .extracting(DeadLettered::code)
        .containsExactly(
            "unsupported-format",
            "empty-body",
            "bad-metadata",
            "bad-metadata",
            "bad-reference",
            "bad-reference",
            "bad-reference",
            "object-missing",
            "too-many-bytes");
    assertThat(world.log.published(DeadLettered.class))
        .extracting(DeadLettered::origin)
        .containsOnly(ORIGIN);
    assertThat(world.log.published(ImageStored.class)).isEmpty();
    for (String code : List.of("unsupported-format", "bad-metadata", "bad-reference")) {
      assertThat(world.telemetry.scrape())
          .contains("nevus_images_total{outcome=\"refused\",reason=\"%s\"".formatted(code));
    }
  }

  @Test
  void handsTheRecordBackWhileANeighbourIsAway() {
    world.log.failNext(1);
    assertThatThrownBy(() -> inbound.handle(record(jpeg, Map.of())))
        .isInstanceOf(EventLogException.class);

    theirs.goAway();
    assertThatThrownBy(
            () -> inbound.handle(record(NOTHING, Map.of("nevus-reference", "s3://hospital/x"))))
        .isInstanceOf(StoreException.class);

    assertThat(world.log.published()).isEmpty();
  }

  @Test
  void handsTheRecordBackWhileADiskIsFullAndTakesItAfterwards() throws Exception {
    world.leaveOnDisk(10);
    assertThatThrownBy(() -> inbound.handle(record(jpeg, Map.of())))
        .isInstanceOf(DiskFullException.class);
    assertThat(world.store.puts()).isEmpty();
    world.leaveOnDisk(1_000);

    inbound.handle(record(jpeg, Map.of()));

    assertThat(world.log.published(ImageStored.class)).hasSize(1);
  }

  private static LogRecord record(byte[] value, Map<String, String> headers) {
    Map<String, byte[]> bytes = new HashMap<>();
    headers.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
    return new LogRecord(ORIGIN, Facts.NOON, Optional.of("their-id"), bytes, value);
  }
}
