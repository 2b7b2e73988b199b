package dev.nevus.standalone.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.SetClock;
import dev.nevus.event.ModelNominated;
import dev.nevus.event.ModelPromoted;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.model.BareModel;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.ModelId;
import dev.nevus.model.ModelRegistry;
import dev.nevus.model.Registrar;
import dev.nevus.model.Signing;
import dev.nevus.model.StoredModelRegistry;
import dev.nevus.store.InMemoryObjectStore;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecideOnModelsTest {
  private final SetClock clock = new SetClock(Instant.parse("2026-11-23T01:00:00Z"));
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final ModelRegistry registry = new StoredModelRegistry(store, clock, Signing.NONE);
  private final DecideOnModels decide = new DecideOnModels(new Registrar(registry, log, clock));
  private final ModelId first = BareModel.of("first").id();
  private final ModelId second = BareModel.of("second").id();
  private final ModelId never = BareModel.of("never").id();

  @BeforeEach
  void publish() throws Exception {
    for (String text : new String[] {"first", "second", "never"}) {
      BareModel model = BareModel.of(text);
      registry.publish(model.manifest(), model.files());
    }
    registry.decide(Choice.of(Decision.Kind.INSTALLED, first, "installation", "was empty"));
  }

  @Test
  void aForcedModelServesAndTheLogHearsOfIt() throws Exception {
    Decision decision = decide.force(second, "ada", "trial");

    assertThat(decision.kind()).isEqualTo(Decision.Kind.FORCED);
    assertThat(registry.champion()).map(Decision::model).contains(second);
    assertThat(log.published(ModelPromoted.class))
        .singleElement()
        .satisfies(told -> assertThat(told.by()).isEqualTo("ada"));
  }

  @Test
  void theChampionIsNotPromotedAgain() {
    assertThatThrownBy(() -> decide.force(first, "ada", "trial"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is the champion");
    assertThatThrownBy(() -> decide.nominate(first, "ada", "trial"))
        .hasMessageContaining("is the champion");
  }

  @Test
  void goesBackToTheModelBefore() throws Exception {
    decide.force(second, "ada", "trial");

    Decision back = decide.rollBack(Optional.empty(), "ada", "worse on dark skin");

    assertThat(back.kind()).isEqualTo(Decision.Kind.ROLLED_BACK);
    assertThat(back.model()).isEqualTo(first);
    assertThat(decide.rollBack(Optional.empty(), "ada", "no, better").model()).isEqualTo(second);
  }

  @Test
  void goesBackOnlyWhereAModelServed() throws Exception {
    assertThatThrownBy(() -> decide.rollBack(Optional.empty(), "ada", "why not"))
        .hasMessageContaining("nothing to go back to");
    decide.force(second, "ada", "trial");

    assertThatThrownBy(() -> decide.rollBack(Optional.of(never), "ada", "why not"))
        .hasMessageContaining("never served");
    assertThatThrownBy(() -> decide.rollBack(Optional.of(second), "ada", "why not"))
        .hasMessageContaining("is the champion");
    assertThat(decide.rollBack(Optional.of(first), "ada", "so").model()).isEqualTo(first);
  }

  @Test
  void aDamagedModelIsNotForced() throws Exception {
    store.put(Keys.model(second), new byte[] {1, 2, 3}, "application/octet-stream");

    assertThatThrownBy(() -> decide.force(second, "ada", "trial"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no worker would take it (digest)");
    assertThat(registry.champion()).map(Decision::model).contains(first);
  }

  @Test
  void theCandidateIsWhoWasNominated() throws Exception {
    decide.nominate(second, "ada", "to be tried");

    assertThat(registry.aliases().candidate()).map(Decision::model).contains(second);
    assertThat(log.published(ModelNominated.class)).hasSize(1);
  }
}
