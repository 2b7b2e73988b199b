package dev.nevus.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.trainer.DrawnDiscs;
import dev.nevus.trainer.dataset.Augmentation;
import dev.nevus.trainer.dataset.Samples;
import dev.nevus.trainer.unet.UNet;
import dev.nevus.trainer.unet.UNetShape;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.schedule.FixedSchedule;

class LearningTest {
  private static final int SIZE = 32;

  @BeforeAll
  static void chooseBackend() {
    NativeBackend.activate();
  }

  @Test
  void aTinyNetFindsDrawnDiscs() throws InterruptedException {
    ComputationGraph net =
        UNet.build(new UNetShape(SIZE, SIZE, 4), UNet.Dropout.OFF, new FixedSchedule(3e-3), 1);
    Samples discs = DrawnDiscs.draw(320, SIZE, 1);

    double first = 0;
    try (BatchFeeder feeder = new BatchFeeder(discs, Augmentation.FLIPS_TURNS_COLOUR, 8, 5)) {
      for (Optional<Batch> next = feeder.next(); next.isPresent(); next = feeder.next()) {
        net.fit(next.get().toDataSet());
        first = first == 0 ? net.score() : first;
      }
    }

    assertThat(net.score()).isLessThan(first / 2);
    assertThat(new Validation(DrawnDiscs.draw(16, SIZE, 2), 8).score(net)).isGreaterThan(0.7);
  }
}
