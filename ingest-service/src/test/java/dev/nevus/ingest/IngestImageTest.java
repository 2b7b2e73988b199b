package dev.nevus.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.Correlation;
import dev.nevus.event.ImageMetadata;
import dev.nevus.event.ImageStored;
import dev.nevus.event.Urgency;
import dev.nevus.eventlog.EventLogException;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageInspector;
import dev.nevus.image.Refusal;
import dev.nevus.ingest.catalog.Database;
import dev.nevus.ingest.catalog.IdempotencyKeys;
import dev.nevus.lifecycle.DiskSpace;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IngestImageTest {
  private static final Correlation CORRELATION =
      new Correlation(Optional.of("c-1"), Optional.of("s-1"), Optional.empty());

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final Telemetry telemetry = new Telemetry("ingest-service");
  private final Database database = Database.open(IngestWorld.catalogInMemory());
  private final Clock clock = Clock.fixed(Facts.NOON, ZoneOffset.UTC);
  private final IngestImage ingest = ingestAt(clock);
  private final byte[] jpeg = Drawings.jpeg(1);
  private final ImageId image = ImageId.of(jpeg);

  @AfterEach
  void close() {
    database.close();
    telemetry.close();
  }

  @Test
  void storesAndAnnouncesAnImage() throws Exception {
    IngestAnswer answer = ingest.ingest(upload(jpeg));

    assertThat(answer).isEqualTo(new IngestAnswer.Accepted(image, Urgency.LIVE));
    assertThat(store.object(Keys.original(image)).orElseThrow().content()).isEqualTo(jpeg);
    assertThat(store.object(Keys.original(image)).orElseThrow().mediaType())
        .isEqualTo("image/jpeg");
    ImageStored fact = log.published(ImageStored.class).get(0);
    assertThat(fact.image()).isEqualTo(image);
    assertThat(fact.width()).isEqualTo(Drawings.WIDTH);
    assertThat(fact.height()).isEqualTo(Drawings.HEIGHT);
    assertThat(fact.at()).isEqualTo(Facts.NOON);
    assertThat(log.published().get(0).correlation()).isEqualTo(CORRELATION);
  }

  @Test
  void storesAndAnnouncesOnceThoughSentTwice() throws Exception {
    ingest.ingest(upload(jpeg));

    IngestAnswer answer = ingest.ingest(upload(jpeg));

    assertThat(answer).isEqualTo(new IngestAnswer.Repeated(image, Urgency.LIVE));
    assertThat(store.puts()).containsExactly(Keys.original(image), Keys.stored(image));
    assertThat(log.published()).hasSize(1);
  }

  @Test
  void announcesNothingThatIsNotStored() {
    store.goAway();

    assertThatThrownBy(() -> ingest.ingest(upload(jpeg))).isInstanceOf(StoreException.class);

    assertThat(log.published()).isEmpty();
  }

  @Test
  void announcesAtTheNextTryWhatTheLogDidNotTake() throws Exception {
    log.failNext(1);
    assertThatThrownBy(() -> ingest.ingest(upload(jpeg))).isInstanceOf(EventLogException.class);

    IngestAnswer answer = ingest.ingest(upload(jpeg));

    assertThat(answer).isEqualTo(new IngestAnswer.Accepted(image, Urgency.LIVE));
    assertThat(log.published()).hasSize(1);
  }

  @Test
  void announcesTheSameFactAgainAfterAKillBeforeItsMarker() throws Exception {
    ingest.ingest(upload(jpeg));
    store.lose(Keys.stored(image));

    ingest.ingest(upload(jpeg));

    assertThat(log.published(ImageStored.class))
        .hasSize(2)
        .extracting(ImageStored::id)
        .containsOnly("image-stored/" + image);
  }

  @Test
  void keepsNothingOfWhatItRefuses() throws Exception {
    IngestAnswer answer = ingest.ingest(upload("not an image".getBytes(StandardCharsets.UTF_8)));

    assertThat(((IngestAnswer.Refused) answer).refusal().code())
        .isEqualTo(Refusal.Code.UNSUPPORTED_FORMAT);
    assertThat(store.puts()).isEmpty();
    assertThat(log.published()).isEmpty();
    assertThat(telemetry.scrape())
        .contains("nevus_images_total{outcome=\"refused\",reason=\"unsupported-format\"");
  }

  @Test
  void bindsAnIdempotencyKeyToTheBytesForADay() throws Exception {
    ingest.ingest(upload(jpeg, "key"));

    IngestAnswer same = ingest.ingest(upload(jpeg, "key"));
    IngestAnswer other = ingest.ingest(upload(Drawings.jpeg(2), "key"));
    IngestAnswer otherNextDay =
        ingestAt(Clock.fixed(tomorrow(), ZoneOffset.UTC)).ingest(upload(Drawings.jpeg(2), "key"));

    assertThat(same).isEqualTo(new IngestAnswer.Repeated(image, Urgency.LIVE));
    assertThat(other).isEqualTo(new IngestAnswer.KeyReused());
    assertThat(otherNextDay).isInstanceOf(IngestAnswer.Accepted.class);
  }

  @Test
  void putsBehindWhatItsSenderCallsOldAndWhatIsBeyondTheQuota() throws Exception {
    IngestAnswer old = ingest.ingest(upload(Drawings.jpeg(2), Optional.empty(), Urgency.BACKLOG));
    ingest.ingest(fromNorth(Drawings.jpeg(3)));
    ingest.ingest(fromNorth(Drawings.jpeg(4)));
    IngestAnswer beyond = ingest.ingest(fromNorth(jpeg));
    IngestAnswer again = ingest.ingest(fromNorth(jpeg));

    assertThat(old).isEqualTo(new IngestAnswer.Accepted(imageOf(2), Urgency.BACKLOG));
    assertThat(beyond).isEqualTo(new IngestAnswer.Accepted(image, Urgency.BACKLOG));
    assertThat(again).isEqualTo(new IngestAnswer.Repeated(image, Urgency.BACKLOG));
    assertThat(log.published(ImageStored.class))
        .extracting(ImageStored::goesBehind)
        .containsExactly(true, false, false, true);
    assertThat(telemetry.scrape())
        .contains("source=\"http\",urgency=\"backlog\"} 1.0")
        .contains("source=\"north\",urgency=\"backlog\"} 1.0");
  }

  @Test
  void takesNothingOfAQuotaForWhatTheLogDidNotTake() throws Exception {
    log.failNext(2);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> ingest.ingest(fromNorth(jpeg)))
          .isInstanceOf(EventLogException.class);
    }

    List<IngestAnswer> answers = new ArrayList<>();
    for (int i = 2; i < 5; i++) {
      answers.add(ingest.ingest(fromNorth(Drawings.jpeg(i))));
    }

    assertThat(answers)
        .containsExactly(
            new IngestAnswer.Accepted(imageOf(2), Urgency.LIVE),
            new IngestAnswer.Accepted(imageOf(3), Urgency.LIVE),
            new IngestAnswer.Accepted(imageOf(4), Urgency.BACKLOG));
  }

  @Test
  void hasNoQuotaForSendersWithoutAName() throws Exception {
    for (int i = 2; i < 8; i++) {
      assertThat(ingest.ingest(upload(Drawings.jpeg(i))))
          .isEqualTo(new IngestAnswer.Accepted(imageOf(i), Urgency.LIVE));
    }
  }

  @Test
  void keepsTheFirstUrgencyWhateverTheRepeatSays() throws Exception {
    ingest.ingest(upload(jpeg));

    IngestAnswer again = ingest.ingest(upload(jpeg, Optional.empty(), Urgency.BACKLOG));

    assertThat(again).isEqualTo(new IngestAnswer.Repeated(image, Urgency.LIVE));
    assertThat(log.published()).hasSize(1);
  }

  private static ImageId imageOf(long seed) {
    return ImageId.of(Drawings.jpeg(seed));
  }

  private static Instant tomorrow() {
    return Facts.NOON.plus(IdempotencyKeys.KEPT).plus(Duration.ofSeconds(1));
  }

  private IngestImage ingestAt(Clock time) {
    return new IngestImage(
        store,
        log,
        new Admission(
            new ImageInspector(IngestWorld.LIMITS),
            new IdempotencyKeys(database, time),
            new LiveQuotas(new LiveQuota(1, 2), time),
            new DiskSpace(Set.of(), 0, DiskSpace.OF_DISK, time)),
        telemetry,
        time);
  }

  private static Upload upload(byte[] content) {
    return upload(content, Optional.empty(), Urgency.LIVE);
  }

  private static Upload fromNorth(byte[] content) {
    ImageMetadata north =
        new ImageMetadata(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.of("north"));
    Arrival arrival = new Arrival(Arrival.HTTP, Urgency.LIVE);
    return new Upload(content, north, CORRELATION, Optional.empty(), arrival);
  }

  private static Upload upload(byte[] content, String key) {
    return upload(content, Optional.of(key), Urgency.LIVE);
  }

  private static Upload upload(byte[] content, Optional<String> key, Urgency urgency) {
    Arrival arrival = new Arrival(Arrival.HTTP, urgency);
    return new Upload(content, ImageMetadata.NONE, CORRELATION, key, arrival);
  }
}
