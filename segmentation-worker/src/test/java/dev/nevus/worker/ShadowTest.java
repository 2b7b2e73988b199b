package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.EventJson;
import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.ImageId;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.ModelId;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import dev.nevus.segment.Segmenter;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.worker.model.ModelSlot;
import dev.nevus.worker.model.PartOfPicture;
import dev.nevus.worker.model.ServingModel;
import dev.nevus.worker.model.VerifiedModel;
import io.micrometer.core.instrument.DistributionSummary;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShadowTest {
  private static final ModelId CHAMPION = new ModelId("20261123T000000Z-00000001");
  private static final ModelId CANDIDATE = new ModelId("20261123T000000Z-00000002");

  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final Telemetry telemetry = new Telemetry("test");
  private final StoredImages images = new StoredImages(store);
  private final ServingModel serving = new ServingModel();
  private final ModelSlot candidate = new ModelSlot();
  private final WorkerUnderTest worker = WorkerUnderTest.of("one", store, log, telemetry);

  @BeforeEach
  void serve() {
    serving.swap(new VerifiedModel(CHAMPION, new PartOfPicture(4)));
    candidate.swap(new VerifiedModel(CANDIDATE, new PartOfPicture(6)));
  }

  @AfterEach
  void close() {
    serving.close();
    candidate.close();
    telemetry.close();
  }

  @Test
  void theCandidatesMaskIsStoredAndComparedAndNeverAnnounced() throws Exception {
    ImageStored image = images.put(1);

    try (Shadow shadow = worker.shadow(candidate, 1)) {
      assertThat(segment(image, shadow)).isEqualTo(Verdict.DONE);
      awaitOutcome("compared", 1);
    }

    ObjectKey result = Keys.result(CANDIDATE, image.image());
    MaskPredicted kept = EventJson.fromJson(store.get(result), MaskPredicted.class);
    assertThat(kept.model()).isEqualTo(CANDIDATE);
    assertThat(store.puts()).endsWith(Keys.mask(CANDIDATE, image.image()), result);
    assertThat(log.published(MaskPredicted.class))
        .extracting(MaskPredicted::model)
        .containsExactly(CHAMPION);
    DistributionSummary disagreement =
        telemetry
            .registry()
            .get("nevus.shadow.disagreement")
            .tag("model", CANDIDATE.value())
            .summary();
    // Half of the picture within three quarters of it.
    assertThat(disagreement.mean()).isCloseTo(1 - 4 / 6.0, within(0.02));
  }

  @Test
  void theShareIsChosenByTheImageAlone() {
    ShadowShare third = new ShadowShare(0.3);
    List<ImageId> all =
        IntStream.range(0, 2_000)
            .mapToObj(i -> ImageId.of(("image " + i).getBytes(StandardCharsets.UTF_8)))
            .toList();

    List<ImageId> chosen = all.stream().filter(third::includes).toList();

    assertThat(chosen.size() / 2_000.0).isCloseTo(0.3, within(0.04));
    assertThat(all.stream().filter(new ShadowShare(0.3)::includes))
        .containsExactlyElementsOf(chosen);
    assertThat(all).allMatch(new ShadowShare(1)::includes).noneMatch(new ShadowShare(0)::includes);
    assertThat(new ShadowShare(0).isAny()).isFalse();
    assertThatThrownBy(() -> new ShadowShare(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void imagesOutsideOfTheShareAndWithoutACandidateAreLeftAlone() throws Exception {
    ImageStored image = images.put(2);
    try (Shadow none = worker.shadow(candidate, 0);
        Shadow nobody = worker.shadow(new ModelSlot(), 1)) {
      segment(image, none);
      segment(image, nobody);
    }

    assertThat(store.object(Keys.mask(CANDIDATE, image.image()))).isEmpty();
    assertThat(telemetry.scrape()).doesNotContain("nevus_shadow_images");
  }

  @Test
  void whatDoesNotFitIntoTheQueueIsSkippedAndLiveWorkGoesOn() throws Exception {
    try (Shadow shadow = worker.shadow(candidate, 1)) {
      // Live images take all cores, so the shadow waits.
      IntStream.range(0, 4).forEach(i -> worker.room().turns().liveInHand());
      for (int i = 0; i < Shadow.WAITING + 3; i++) {
        shadow.offer(StoredImage.of(images.put(i)), CHAMPION);
      }

      // One is in the thread's hand, or still in the queue.
      await().until(() -> outcome("skipped") >= 2);
      assertThat(outcome("skipped")).isBetween(2.0, 3.0);
      assertThat(store.object(Keys.mask(CANDIDATE, images.put(0).image()))).isEmpty();
    }
  }

  @Test
  void aResultThatIsThereAlreadyIsComparedAsItIs() throws Exception {
    ImageStored image = images.put(3);
    try (Shadow shadow = worker.shadow(candidate, 1)) {
      segment(image, shadow);
      awaitOutcome("compared", 1);
      int puts = store.puts().size();
      shadow.offer(StoredImage.of(image), CHAMPION);
      awaitOutcome("compared", 2);

      assertThat(store.puts()).hasSize(puts);
    }
  }

  @Test
  void aShadowThatFailsHarmsNobody() throws Exception {
    ImageStored image = images.put(4);
    try (Shadow shadow = worker.shadow(candidate, 1)) {
      segment(image, worker.shadow(candidate, 0));
      store.lose(image.pixels());
      shadow.offer(StoredImage.of(image), CHAMPION);
      awaitOutcome("failed", 1);

      assertThat(segment(images.put(5), shadow)).isEqualTo(Verdict.DONE);
      awaitOutcome("compared", 1);
    }
  }

  @Test
  void aCandidateThatBreaksIsCountedAndTheNextImageIsCompared() throws Exception {
    candidate.swap(new VerifiedModel(CANDIDATE, new BreaksOnce()));
    try (Shadow shadow = worker.shadow(candidate, 1)) {
      segment(images.put(6), shadow);
      awaitOutcome("failed", 1);

      segment(images.put(7), shadow);
      awaitOutcome("compared", 1);
    }
  }

  private static final class BreaksOnce implements Segmenter {
    private final PartOfPicture engine = new PartOfPicture(6);
    private boolean broke;

    @Override
    public Probability segment(ByteBuffer rgb) {
      if (!broke) {
        broke = true;
        throw new IllegalArgumentException("as a picture library does");
      }
      return engine.segment(rgb);
    }

    @Override
    public ModelInput input() {
      return engine.input();
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  private Verdict segment(ImageStored image, Shadow shadow) throws Exception {
    return worker.segmentImage(serving, shadow).handle(StoredImages.delivery(image));
  }

  private void awaitOutcome(String outcome, int count) {
    await().until(() -> outcome(outcome) == count);
  }

  private double outcome(String outcome) {
    var counter =
        telemetry.registry().find("nevus.shadow.images").tag("outcome", outcome).counter();
    return counter == null ? 0 : counter.count();
  }
}
