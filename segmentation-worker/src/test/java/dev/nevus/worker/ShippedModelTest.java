package dev.nevus.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Event;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.ModelPublished;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelFiles;
import dev.nevus.model.ModelManifest;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.InMemoryObjectStore;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ShippedModelTest {
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final ModelRegistry registry =
      new StoredModelRegistry(store, Clock.systemUTC(), Signing.NONE);

  @Test
  void becomesTheChampionOfAnEmptyRegistryOnce() throws Exception {
    ShippedModel shipped = ShippedModel.load();

    shipped.installIfFirst(registry, log, Clock.systemUTC());
    shipped.installIfFirst(registry, log, Clock.systemUTC());

    assertThat(registry.champion().map(Decision::model)).contains(shipped.manifest().model());
    assertThat(registry.history()).hasSize(1);
    assertThat(log.published(Event.class))
        .extracting(Object::getClass)
        .containsExactly(ModelPublished.class, ModelPromoted.class);
  }

  @Test
  void leavesAChampionAlone() throws Exception {
    ShippedModel shipped = ShippedModel.load();
    registry.publish(shipped.manifest(), ModelFiles.of(shipped.file().bytes()));
    registry.decide(Choice.of(Kind.FORCED, shipped.manifest().model(), "ana", "by hand"));

    shipped.installIfFirst(registry, log, Clock.systemUTC());

    assertThat(registry.history()).extracting(Decision::by).containsExactly("ana");
  }

  @Test
  void opensAndTellsWhereItComesFrom() throws Exception {
    ShippedModel shipped = ShippedModel.load();
    shipped.installIfFirst(registry, log, Clock.systemUTC());

    try (ServingModel serving = ServingModel.champion(registry)) {
      ModelManifest manifest = shipped.manifest();
      assertThat(serving.id()).isEqualTo(manifest.model());
      assertThat(serving.segmenter().input().width()).isEqualTo(manifest.inputWidth());
      assertThat(manifest.data().trainingImages()).isPositive();
      assertThat(manifest.scores()).isNotEmpty();
    }
  }
}
