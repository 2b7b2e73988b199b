package dev.nevus.trainer.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.LesionImage;
import dev.nevus.segment.ModelInput;
import dev.nevus.segment.Probability;
import dev.nevus.segment.Segmenter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class MeasureLatencyTest {
  private static final int RUNS = MeasureLatency.WARM_UP + MeasureLatency.ROUNDS;

  private final List<String> order = new ArrayList<>();
  private long now = 7_000;

  @Test
  void takesTheMedianOfTheRunsAfterWarmUp() throws Exception {
    // The first five runs are slow; then 1, 2, ..., 31 milliseconds.
    Segmenter first = model("first", run -> run < 5 ? 1000 : run - 4);
    Segmenter second = model("second", run -> 3);

    assertThat(measure(first, second))
        .isEqualTo(new MeasureLatency.Medians(Duration.ofMillis(16), Duration.ofMillis(3)));
  }

  @Test
  void theModelsTakeTurnsAlsoInWhoComesFirst() throws Exception {
    measure(model("first", run -> 1), model("second", run -> 1));

    assertThat(order).hasSize(2 * RUNS);
    for (int round = 0; round < RUNS; round++) {
      List<String> turn = order.subList(2 * round, 2 * round + 2);
      assertThat(turn)
          .isEqualTo(round % 2 == 0 ? List.of("second", "first") : List.of("first", "second"));
    }
  }

  @Test
  void aModelMayRunAgainstItself() throws Exception {
    Segmenter model = model("both", run -> 4);

    assertThat(measure(model, model))
        .isEqualTo(new MeasureLatency.Medians(Duration.ofMillis(4), Duration.ofMillis(4)));
  }

  @Test
  void thePictureHasTheModelsSize() throws Exception {
    measure(
        new Timed(new ModelInput(48, 32), image -> assertThat(image.width()).isEqualTo(48)),
        new Timed(new ModelInput(8, 64), image -> assertThat(image.height()).isEqualTo(64)));
  }

  private MeasureLatency.Medians measure(Segmenter first, Segmenter second) throws Exception {
    return new MeasureLatency(() -> now).of(first, second);
  }

  /** Takes so many milliseconds in each run, counted from 0. */
  private Segmenter model(String name, IntUnaryOperator milliseconds) {
    List<String> runs = new ArrayList<>();
    return new Timed(
        new ModelInput(16, 16),
        image -> {
          now += Duration.ofMillis(milliseconds.applyAsInt(runs.size())).toNanos();
          runs.add(name);
          order.add(name);
        });
  }

  private interface Run {
    void on(LesionImage image);
  }

  /** Sees nothing; what it takes is the test's. */
  private record Timed(ModelInput input, Run run) implements Segmenter {
    @Override
    public Probability segment(LesionImage image) {
      run.on(image);
      return segment(input.tensor(image));
    }

    @Override
    public Probability segment(ByteBuffer rgb) {
      return new Probability(
          input.width(), input.height(), new float[input.width() * input.height()]);
    }

    @Override
    public void close() {}
  }
}
