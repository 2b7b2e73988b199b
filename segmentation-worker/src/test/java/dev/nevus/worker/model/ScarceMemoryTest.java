package dev.nevus.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nevus.event.ModelDeclined;
import dev.nevus.event.ModelServed;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.lifecycle.Telemetry;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lack of memory is no fault of the model, and may pass. */
class ScarceMemoryTest {
  private static final TestModel FIRST = TestModel.sound(0.4);
  private static final TestModel SECOND = TestModel.sound(0.6);

  private final ScarceMemory store = new ScarceMemory();
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final Telemetry telemetry = new Telemetry("test");
  private final ServingModel serving = new ServingModel();
  private final ModelRegistry registry =
      new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE);
  private final ModelFigures figures = new ModelFigures(telemetry.registry());
  private final ModelOpening opening =
      new ModelOpening(registry, ServingPrecision.MANIFEST, figures);
  private final FollowModels models = following();

  @BeforeEach
  void serve() throws Exception {
    promote(FIRST);
    models.catchUp();
    store.noRoomFor(Keys.model(SECOND.id()));
  }

  @AfterEach
  void close() {
    serving.close();
    telemetry.close();
  }

  @Test
  void aChampionWithoutRoomIsDeclinedOnceAndServesWhenThereIsRoom() throws Exception {
    promote(SECOND);
    models.catchUp();
    models.catchUp();
    assertThat(serving.id()).contains(FIRST.id());

    store.roomForAll();
    models.catchUp();

    assertThat(serving.id()).contains(SECOND.id());
    assertThat(log.published(ModelDeclined.class))
        .extracting(ModelDeclined::code)
        .containsExactly("out-of-memory");
    assertThat(log.published(ModelServed.class))
        .extracting(ModelServed::number)
        .containsExactly(1, 2);
  }

  @Test
  void aNamedModelWithoutRoomIsOpenedAtTheNextAttempt() throws Exception {
    registry.publish(SECOND.manifest(), SECOND.files());
    try (NamedModels named = new NamedModels(opening, serving, Clock.systemUTC())) {
      UnverifiedModelException refusal =
          catchThrowableOfType(
              UnverifiedModelException.class, () -> named.acquire(SECOND.id()).close());
      store.roomForAll();

      assertThat(refusal.mayPass()).isTrue();
      try (InUse second = named.acquire(SECOND.id())) {
        assertThat(second.id()).isEqualTo(SECOND.id());
      }
    }
  }

  private FollowModels following() {
    ModelAnnouncements announcements =
        new ModelAnnouncements("one", log, figures, Clock.systemUTC());
    return new FollowModels(
        registry,
        announcements,
        List.of(new FollowChampion(opening, serving, announcements, figures)));
  }

  private void promote(TestModel model) throws IOException {
    registry.publish(model.manifest(), model.files());
    registry.decide(Choice.of(Kind.PROMOTED, model.id(), "ana", "for a test"));
  }
}
