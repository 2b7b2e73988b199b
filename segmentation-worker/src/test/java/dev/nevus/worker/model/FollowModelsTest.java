package dev.nevus.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.event.ModelDeclined;
import dev.nevus.event.ModelServed;
import dev.nevus.model.Choice;
import dev.nevus.model.Decision;
import dev.nevus.model.Decision.Kind;
import dev.nevus.model.ModelId;
import dev.nevus.store.Keys;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowModelsTest {
  private static final TestModel FIRST = TestModel.sound(0.4);
  private static final TestModel SECOND = TestModel.sound(0.5);
  private static final TestModel THIRD = TestModel.sound(0.6);

  private final ModelWorld world = new ModelWorld();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void servesThePromotedModelAndSaysSoOnce() throws Exception {
    world.serve(FIRST);
    world.serve(SECOND);
    world.models.catchUp();

    assertThat(world.serving.id()).contains(SECOND.id());
    assertThat(world.served()).extracting(ModelServed::number).containsExactly(1, 2);
    assertThat(world.telemetry.scrape())
        .contains("nevus_model_info{model=\"" + SECOND.id() + "\"")
        .doesNotContain("nevus_model_info{model=\"" + FIRST.id() + "\"")
        .contains(
            "nevus_model_swaps_total{outcome=\"served\",reason=\"none\",service=\"test\"} 2.0")
        .contains("nevus_model_swap_seconds_count{service=\"test\"} 2");
  }

  @Test
  void followsARollBackLikeAnyPromotion() throws Exception {
    world.serve(FIRST);
    world.serve(SECOND);

    Decision back = world.decide(Kind.ROLLED_BACK, FIRST);
    world.models.catchUp();

    assertThat(world.serving.id()).contains(FIRST.id());
    assertThat(world.served()).last().extracting(ModelServed::number).isEqualTo(back.number());
  }

  @Test
  void ofSeveralPromotionsAtOnceOnlyTheLastMatters() throws Exception {
    world.serve(FIRST);

    world.promote(SECOND);
    world.promote(THIRD);
    world.models.catchUp();

    assertThat(world.serving.id()).contains(THIRD.id());
    assertThat(world.served()).extracting(ModelServed::number).containsExactly(1, 3);
  }

  @Test
  void findsAPromotionThatNobodyWasToldOf() throws Exception {
    world.serve(FIRST);

    world.publish(SECOND);
    world.registry.decide(Choice.of(Kind.FORCED, SECOND.id(), "ana", "died before the event"));
    world.models.catchUp();

    assertThat(world.serving.id()).contains(SECOND.id());
  }

  @Test
  void aSecondPromotionOfWhatServesIsToldAndOpensNothing() throws Exception {
    world.serve(FIRST);

    world.store.lose(Keys.model(FIRST.id()));
    world.decide(Kind.FORCED, FIRST);
    world.models.catchUp();

    assertThat(world.served()).extracting(ModelServed::number).containsExactly(1, 2);
    assertThat(world.declined()).isEmpty();
  }

  @Test
  void aDeclinedPromotionIsNotTriedAgainButALaterOneIs() throws Exception {
    world.serve(FIRST);
    byte[] file = SECOND.files().onnx();
    world.promote(SECOND);
    world.store.put(Keys.model(SECOND.id()), new byte[file.length], "application/octet-stream");
    world.models.catchUp();

    world.store.put(Keys.model(SECOND.id()), file, "application/octet-stream");
    world.models.catchUp();
    Optional<ModelId> afterRepair = world.serving.id();
    world.decide(Kind.PROMOTED, SECOND);
    world.models.catchUp();

    assertThat(afterRepair).contains(FIRST.id());
    assertThat(world.serving.id()).contains(SECOND.id());
    assertThat(world.declined()).extracting(ModelDeclined::number).containsExactly(2);
    assertThat(world.served()).extracting(ModelServed::number).containsExactly(1, 3);
  }

  @Test
  void aStoreThatIsAwayInTheMiddleOfASwapIsWaitedFor() throws Exception {
    world.serve(FIRST);
    world.promote(SECOND);
    world.store.goAway();

    assertThatThrownBy(world.models::catchUp).isInstanceOf(IOException.class);
    Optional<ModelId> meanwhile = world.serving.id();
    world.store.comeBack();
    world.models.catchUp();

    assertThat(meanwhile).contains(FIRST.id());
    assertThat(world.serving.id()).contains(SECOND.id());
    assertThat(world.declined()).isEmpty();
  }

  @Test
  void aLogThatIsAwayDelaysTheWordsAndNotTheSwap() throws Exception {
    world.serve(FIRST);
    world.promote(SECOND);
    world.log.goAway();

    assertThatThrownBy(world.models::catchUp).isInstanceOf(IOException.class);
    Optional<ModelId> meanwhile = world.serving.id();
    world.log.comeBack();
    world.models.catchUp();
    world.models.catchUp();

    assertThat(meanwhile).contains(SECOND.id());
    assertThat(world.served()).extracting(ModelServed::number).containsExactly(1, 2);
  }

  @Test
  void startsWithTheNewestChampionThatCanBeVerified() throws Exception {
    world.promote(FIRST);
    world.promote(SECOND);
    world.promote(THIRD);
    world.store.lose(Keys.model(THIRD.id()));

    world.models.catchUp();
    world.models.catchUp();

    assertThat(world.serving.id()).contains(SECOND.id());
    assertThat(world.declined()).extracting(ModelDeclined::number).containsExactly(3);
    assertThat(world.served()).extracting(ModelServed::number).containsExactly(2);
  }

  @Test
  void withoutAnyModelThatCanBeVerifiedItIsNotReadyAndWaitsForOne() throws Exception {
    world.promote(FIRST);
    byte[] file = FIRST.files().onnx();
    world.store.put(Keys.model(FIRST.id()), new byte[0], "application/octet-stream");

    world.models.catchUp();
    world.models.catchUp();

    assertThatThrownBy(world.serving::check)
        .hasMessageContaining("none of 1 champions could be verified");
    assertThatThrownBy(world.serving::acquire).isInstanceOf(IllegalStateException.class);
    assertThat(world.declined()).hasSize(1);

    world.store.put(Keys.model(FIRST.id()), file, "application/octet-stream");
    world.models.catchUp();

    world.serving.check();
    assertThat(world.serving.id()).contains(FIRST.id());
  }

  @Test
  void withoutAChampionItIsNotReady() throws Exception {
    world.models.catchUp();

    assertThatThrownBy(world.serving::check).hasMessageContaining("the registry has no champion");
  }
}
