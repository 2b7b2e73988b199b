package dev.nevus.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.SetClock;
import dev.nevus.segment.Segmenter;
import dev.nevus.store.Keys;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NamedModelsTest {
  private static final TestModel CHAMPION = TestModel.sound(0.4);
  private static final TestModel OTHER = TestModel.sound(0.5);
  private static final TestModel THIRD = TestModel.sound(0.6);

  private final SetClock clock = new SetClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final ModelWorld world = new ModelWorld();
  private final NamedModels named = new NamedModels(world.opening, world.serving, clock);

  @BeforeEach
  void serve() throws Exception {
    world.publish(OTHER);
    world.publish(THIRD);
    world.serve(CHAMPION);
  }

  @AfterEach
  void close() {
    named.close();
    world.close();
  }

  @Test
  void theServingModelIsNotOpenedAgain() throws Exception {
    try (InUse serving = world.serving.acquire();
        InUse byName = named.acquire(CHAMPION.id())) {
      assertThat(byName.segmenter()).isSameAs(serving.segmenter());
    }
  }

  @Test
  void theOtherModelStaysOpenUntilAThirdOneIsAskedFor() throws Exception {
    Segmenter first = engine(OTHER);
    Segmenter again = engine(OTHER);
    engine(THIRD);
    Segmenter anew = engine(OTHER);

    assertThat(again).isSameAs(first);
    assertThat(anew).isNotSameAs(first);
  }

  @Test
  void theOtherModelClosesAfterSomeIdleTime() throws Exception {
    Segmenter first = engine(OTHER);
    clock.pass(NamedModels.IDLE);
    named.closeIdle();
    Segmenter again = engine(OTHER);
    clock.pass(NamedModels.IDLE.plusSeconds(1));
    named.closeIdle();
    Segmenter anew = engine(OTHER);

    assertThat(again).isSameAs(first);
    assertThat(anew).isNotSameAs(first);
  }

  @Test
  void aModelThatCannotBeVerifiedIsLookedAtAgainLater() throws Exception {
    byte[] file = OTHER.files().onnx();
    world.store.lose(Keys.model(OTHER.id()));
    assertThatThrownBy(() -> engine(OTHER)).isInstanceOf(UnverifiedModelException.class);
    world.store.put(Keys.model(OTHER.id()), file, "application/octet-stream");

    assertThatThrownBy(() -> engine(OTHER)).isInstanceOf(UnverifiedModelException.class);
    clock.pass(NamedModels.DECLINED.plus(Duration.ofSeconds(1)));

    assertThat(engine(OTHER).input().width()).isEqualTo(32);
  }

  private Segmenter engine(TestModel model) throws Exception {
    try (InUse used = named.acquire(model.id())) {
      return used.segmenter();
    }
  }
}
