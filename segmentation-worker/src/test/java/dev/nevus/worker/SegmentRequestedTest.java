package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nevus.event.ImageStored;
import dev.nevus.event.MaskPredicted;
import dev.nevus.eventlog.Delivery;
import dev.nevus.eventlog.Verdict;
import dev.nevus.image.Refusal;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import dev.nevus.worker.model.ModelWorld;
import dev.nevus.worker.model.NamedModels;
import dev.nevus.worker.model.TestModel;
import dev.nevus.worker.turn.TurnLimits;
import dev.nevus.worker.turn.Turns;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentRequestedTest {
  private static final TestModel CHAMPION = TestModel.sound(0.4);
  private static final TestModel OTHER = TestModel.sound(0.6);

  private final ModelWorld world = new ModelWorld();
  private final StoredImages images = new StoredImages(world.store);
  private final Turns turns = new Turns(new TurnLimits(1, 1));
  private final WorkerUnderTest worker =
      WorkerUnderTest.of("one", world.store, world.log, world.telemetry);
  private final NamedModels named =
      new NamedModels(world.opening, world.serving, Clock.systemUTC());
  private final SegmentRequested handler =
      new SegmentRequested(worker.masks(), worker.results(), named, turns, world.telemetry);

  @BeforeEach
  void serve() throws Exception {
    world.publish(OTHER);
    world.serve(CHAMPION);
  }

  @AfterEach
  void close() {
    named.close();
    world.close();
  }

  @Test
  void theChampionOfTheMomentAnswersWhereNoModelIsNamed() throws Exception {
    ImageStored image = images.put(1);

    assertThat(handle(image, Optional.empty())).isEqualTo(Verdict.DONE);
    world.serve(OTHER);
    assertThat(handle(image, Optional.empty())).isEqualTo(Verdict.DONE);

    assertThat(world.log.published(MaskPredicted.class))
        .extracting(MaskPredicted::model)
        .containsExactly(CHAMPION.id(), OTHER.id());
    assertThat(world.store.puts())
        .endsWith(Keys.mask(OTHER.id(), image.image()), Keys.result(OTHER.id(), image.image()));
  }

  @Test
  void aNamedModelAnswersThoughItDoesNotServe() throws Exception {
    ImageStored image = images.put(2);

    assertThat(handle(image, Optional.of(OTHER.id()))).isEqualTo(Verdict.DONE);

    assertThat(world.log.published(MaskPredicted.class))
        .extracting(MaskPredicted::model)
        .containsExactly(OTHER.id());
    assertThat(world.serving.id()).contains(CHAMPION.id());
  }

  @Test
  void whatIsStoredAlreadyIsToldAgainWithoutNewWork() throws Exception {
    ImageStored image = images.put(3);
    handle(image, Optional.of(OTHER.id()));
    int puts = world.store.puts().size();
    world.store.lose(image.pixels());

    Turns.Held live = turns.liveInHand();
    assertThat(handle(image, Optional.of(OTHER.id()))).isEqualTo(Verdict.DONE);

    live.close();

    assertThat(world.store.puts()).hasSize(puts);
    assertThat(world.log.published(MaskPredicted.class))
        .hasSize(2)
        .satisfies(told -> assertThat(told.get(1)).isEqualTo(told.get(0)));
    assertThat(world.telemetry.scrape()).contains("outcome=\"repeated\"");
  }

  @Test
  void whatAnEarlierAttemptKeptIsToldInsteadOfGivenUp() throws Exception {
    ImageStored image = images.put(7);
    Delivery request = StoredImages.delivery(StoredImages.request(image, Optional.of(OTHER.id())));

    assertThat(handler.tellAgain(request)).isFalse();
    handler.handle(request);

    assertThat(handler.tellAgain(request)).isTrue();
    assertThat(world.log.published(MaskPredicted.class)).hasSize(2);
  }

  @Test
  void aNamedModelThatCannotBeVerifiedIsARefusal() throws Exception {
    world.store.lose(Keys.model(OTHER.id()));

    Verdict verdict = handle(images.put(4), Optional.of(OTHER.id()));

    Refusal refusal = ((Verdict.Rejected) verdict).refusal();
    assertThat(refusal.code()).isEqualTo(Refusal.Code.MODEL_UNVERIFIED);
    assertThat(refusal.detail()).contains("object-missing");
  }

  @Test
  void anUnknownModelIsARefusal() throws Exception {
    Verdict verdict = handle(images.put(5), Optional.of(new ModelId("20200101T000000Z-00000000")));

    assertThat(((Verdict.Rejected) verdict).refusal().code())
        .isEqualTo(Refusal.Code.MODEL_UNVERIFIED);
  }

  @Test
  void aStoreThatIsAwayIsAFaultAndNoVerdict() throws Exception {
    ImageStored image = images.put(6);
    world.store.goAway();

    assertThatThrownBy(() -> handle(image, Optional.of(OTHER.id())))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anEventThatIsNoRequestIsRefused() throws Exception {
    Verdict verdict = handler.handle(StoredImages.delivery(images.put(7)));

    assertThat(((Verdict.Rejected) verdict).refusal().code())
        .isEqualTo(Refusal.Code.UNREADABLE_EVENT);
  }

  @Test
  void liveImagesGoFirst() throws Exception {
    ImageStored image = images.put(8);
    FutureTask<Verdict> requested = new FutureTask<>(() -> handle(image, Optional.empty()));
    Thread lane = new Thread(requested);
    Turns.Held live = turns.liveInHand();

    lane.start();
    await().until(() -> lane.getState() == Thread.State.TIMED_WAITING);
    boolean beganTooEarly = world.store.object(Keys.mask(CHAMPION.id(), image.image())).isPresent();
    live.close();

    assertThat(beganTooEarly).isFalse();
    assertThat(requested.get()).isEqualTo(Verdict.DONE);
  }

  private Verdict handle(ImageStored image, Optional<ModelId> model)
      throws IOException, InterruptedException {
    return handler.handle(StoredImages.delivery(StoredImages.request(image, model)));
  }
}
