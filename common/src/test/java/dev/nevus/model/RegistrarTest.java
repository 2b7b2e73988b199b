package dev.nevus.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.Event;
import dev.nevus.event.ModelNominated;
import dev.nevus.event.ModelPromoted;
import dev.nevus.event.ModelPublished;
import dev.nevus.event.ModelRefused;
import dev.nevus.eventlog.InMemoryEventLog;
import dev.nevus.model.Decision.Kind;
import dev.nevus.store.InMemoryObjectStore;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrarTest {
  private final InMemoryEventLog log = new InMemoryEventLog();
  private final ModelRegistry registry =
      new StoredModelRegistry(new InMemoryObjectStore(), Clock.systemUTC(), Signing.NONE);
  private final Registrar registrar = new Registrar(registry, log, Clock.systemUTC());
  private final BareModel one = BareModel.of("one");

  @Test
  void tellsWhatItKeptInItsOrder() throws Exception {
    registrar.publish(one.manifest(), one.files());
    registrar.decide(Choice.of(Kind.NOMINATED, one.id(), "trainer", "training 1"));
    registrar.decide(Choice.of(Kind.REFUSED, one.id(), "gate", "worse"));
    registrar.decide(Choice.of(Kind.FORCED, one.id(), "ana", "I know better"));

    assertThat(log.published(Event.class))
        .extracting(Object::getClass)
        .containsExactly(
            ModelPublished.class, ModelNominated.class, ModelRefused.class, ModelPromoted.class);
    assertThat(log.published(ModelPromoted.class))
        .singleElement()
        .satisfies(event -> assertThat(event.number()).isEqualTo(3));
  }

  @Test
  void aDecisionUponAnOldStateIsNeitherKeptNorTold() throws Exception {
    registrar.publish(one.manifest(), one.files());
    Choice choice = Choice.of(Kind.PROMOTED, one.id(), "gate", "better");

    assertThat(registrar.decide(choice, 0)).isPresent();
    assertThat(registrar.decide(choice, 0)).isEmpty();

    assertThat(log.published(ModelPromoted.class)).hasSize(1);
  }

  @Test
  void whatADeadProcessKeptIsToldByTheNext() throws Exception {
    registrar.publish(one.manifest(), one.files());
    registry.decide(Choice.of(Kind.INSTALLED, one.id(), "installation", "empty"));
    registry.decide(Choice.of(Kind.FORCED, one.id(), "ana", "again"));

    registrar.retell(1);
    registrar.retell(5);

    assertThat(log.published(ModelPromoted.class))
        .extracting(ModelPromoted::number)
        .isEqualTo(List.of(2, 1, 2));
  }
}
