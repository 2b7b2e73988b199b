package dev.nevus.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.event.ModelDeclined;
import dev.nevus.model.Decision.Kind;
import dev.nevus.store.Keys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowCandidateTest {
  private static final TestModel CHAMPION = TestModel.sound(0.4);
  private static final TestModel CANDIDATE = TestModel.sound(0.5);
  private static final TestModel NEXT = TestModel.sound(0.6);

  private final ModelWorld world = new ModelWorld();

  @BeforeEach
  void serve() throws Exception {
    world.publish(CANDIDATE);
    world.publish(NEXT);
    world.serve(CHAMPION);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void theCandidateIsOpenUntilAnotherOneIsNominated() throws Exception {
    follow(Kind.NOMINATED, CANDIDATE);
    assertThat(world.candidate.model()).contains(CANDIDATE.id());

    follow(Kind.NOMINATED, NEXT);
    assertThat(world.candidate.model()).contains(NEXT.id());
    assertThat(world.serving.id()).contains(CHAMPION.id());
    assertThat(world.served()).hasSize(1);
  }

  @Test
  void aCandidateThatIsRefusedOrPromotedCloses() throws Exception {
    follow(Kind.NOMINATED, CANDIDATE);
    follow(Kind.REFUSED, CANDIDATE);
    assertThat(world.candidate.model()).isEmpty();

    follow(Kind.NOMINATED, CANDIDATE);
    follow(Kind.PROMOTED, CANDIDATE);
    assertThat(world.candidate.model()).isEmpty();
    assertThat(world.serving.id()).contains(CANDIDATE.id());
  }

  @Test
  void aCandidateThatCannotBeVerifiedIsDeclinedOnce() throws Exception {
    follow(Kind.NOMINATED, CANDIDATE);
    world.store.lose(Keys.model(NEXT.id()));

    follow(Kind.NOMINATED, NEXT);
    world.models.catchUp();

    assertThat(world.candidate.model()).isEmpty();
    assertThat(world.declined()).extracting(ModelDeclined::number).containsExactly(3);
    assertThat(world.serving.id()).contains(CHAMPION.id());
  }

  @Test
  void theChampionIsNoCandidateOfItself() throws Exception {
    follow(Kind.NOMINATED, CHAMPION);

    assertThat(world.candidate.model()).isEmpty();
  }

  private void follow(Kind kind, TestModel model) throws Exception {
    world.decide(kind, model);
    world.models.catchUp();
  }
}
