package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.SmallNets;
import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.Architecture;
import dev.nevus.trainer.unet.UNetShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearningTest {
  private static final int SIZE = 64;

  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @ParameterizedTest
  @EnumSource
  void aSmallNetFindsDrawnDiscs(Architecture architecture) throws InterruptedException {
    UNetShape shape = new UNetShape(architecture, SIZE, SIZE, 8);
    TrainingPlan plan = SmallNets.plan(shape, 12, 5, Augmentation.NONE);
    Samples discs = DrawnDiscs.draw(64, SIZE, 1);
    Learner learner = new Learner(plan, discs.size() / plan.batch());
    List<Double> losses = new ArrayList<>();

    for (int epoch = 1; epoch <= plan.epochs(); epoch++) {
      learner.enter(epoch);
      try (BatchFeeder feeder = new BatchFeeder(discs, plan, epoch)) {
        for (Optional<Batch> next = feeder.next(); next.isPresent(); next = feeder.next()) {
          losses.add(learner.step(next.get()));
        }
      }
    }

    assertThat(losses.get(losses.size() - 1)).isLessThan(0.7 * losses.get(0));
    Validation validation = new Validation(DrawnDiscs.draw(16, SIZE, 2), plan);
    assertThat(validation.of(learner.averaged()).score().jaccard()).isGreaterThan(0.6);
  }
}
