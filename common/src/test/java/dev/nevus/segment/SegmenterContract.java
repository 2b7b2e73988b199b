package dev.nevus.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.nevus.image.LesionImage;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every segmenter does, shown with the darkness model. */
public abstract class SegmenterContract {
  /** A fast engine may round differently from the plain loops, but no further than this. */
  protected static final float TOLERANCE = 1e-5f;

  private static final int THREADS = 4;
  private static final int CALLS = 40;

  private Segmenter segmenter;

  /** The segmenter under test, with the darkness model of {@link ReferenceSegmenter}. */
  protected abstract Segmenter open(ModelInput input) throws Exception;

  @BeforeEach
  final void openOne() throws Exception {
    segmenter = open(new ModelInput(40, 24));
  }

  @AfterEach
  final void closeIt() {
    segmenter.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "16, 16", "40, 24", "24, 40", "128, 128"})
  void agreesWithThePlainLoopsOnEverySize(int width, int height) throws Exception {
    ModelInput input = new ModelInput(width, height);
    try (Segmenter fast = open(input);
        Segmenter plain = new ReferenceSegmenter(input)) {
      assertThat(fast.input()).isEqualTo(input);
      for (long seed = 0; seed < 5; seed++) {
        try (DrawnLesion drawn = DrawnLesions.draw(Scene.varied(200, 150, seed), seed)) {
          Probability found = fast.segment(drawn.image());
          assertThat(found.width()).isEqualTo(width);
          assertThat(found.height()).isEqualTo(height);
          assertThat(found.maxDifference(plain.segment(drawn.image())))
              .as("seed %d", seed)
              .isLessThanOrEqualTo(TOLERANCE);
        }
      }
    }
  }

  @Test
  void findsTheLesionWhereItIsDark() throws Exception {
    try (DrawnLesion drawn = DrawnLesions.draw(new Scene(400, 240, 0, false), 1)) {
      Probability found = segmenter.segment(drawn.image());
      int right = 0;
      for (int y = 0; y < 24; y++) {
        for (int x = 0; x < 40; x++) {
          boolean dark = found.at(x, y) >= 0.5;
          right += dark == drawn.mask().contains(x * 10 + 5, y * 10 + 5) ? 1 : 0;
        }
      }
      assertThat(right).isGreaterThan(900);
    }
  }

  @Test
  void theSamePixelsGiveTheSameResultOnManyThreadsAtOnce() throws Exception {
    try (DrawnLesion drawn = DrawnLesions.draw(new Scene(200, 150, 3, true), 2)) {
      Probability first = segmenter.segment(drawn.image());
      Callable<Probability> call =
          () -> {
            try (LesionImage own = new LesionImage(drawn.image().bgr().clone())) {
              return segmenter.segment(own);
            }
          };
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      try {
        List<Callable<Probability>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
          calls.add(call);
        }
        for (Future<Probability> result : threads.invokeAll(calls)) {
          assertThat(result.get()).isEqualTo(first);
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Test
  void theImageStaysTheCallers() throws Exception {
    try (DrawnLesion drawn = DrawnLesions.draw(new Scene(64, 64, 0, false), 3)) {
      byte[] before = drawn.png();
      segmenter.segment(drawn.image());
      assertThat(drawn.png()).isEqualTo(before);
    }
  }

  @Test
  void onceClosedItSaysSo() {
    segmenter.close();
    assertThatCode(segmenter::close).doesNotThrowAnyException();
    try (DrawnLesion drawn = DrawnLesions.draw(new Scene(64, 64, 0, false), 4)) {
      assertThatIllegalStateException().isThrownBy(() -> segmenter.segment(drawn.image()));
    }
  }
}
