package dev.nevus.segment.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.segment.ModelInput;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: an answer or a {@link BadModelException}. */
class HostileModelsTest {
  private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final ModelCheck CHECK = new ModelCheck(1 << 20, Duration.ofSeconds(5));
  private static final byte[] SOUND = TinyOnnx.of(new ModelInput(16, 16)).bytes();

  @Test
  void theStructureOfRandomBytesIsAnswered() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] file = new byte[random.nextInt(300)];
      random.nextBytes(file);
      answer(file, "seed %d, file %d".formatted(seed, i), OnnxStructure::of);
    }
  }

  @Test
  void theStructureOfMutatedModelsIsAnswered() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    FlawedOnnx.Place[] places = FlawedOnnx.Place.values();
    int sound = 0;
    for (int i = 0; i < 20_000; i++) {
      OnnxMessage tensor = TinyOnnx.scalar("w", random.nextFloat());
      byte[] file = FlawedOnnx.withTensor(places[i % places.length], tensor);
      mutate(file, random);
      sound += answer(file, "seed %d, file %d".formatted(seed, i), OnnxStructure::of) ? 1 : 0;
    }
    // Neither all nor none: the mutations reach what they should.
    assertThat(sound).isBetween(1_000, 19_000);
  }

  /** The engine is native code and is met with the same files each time. */
  @Test
  void mutatedModelsAreCheckedOrRefused() {
    Random random = new Random(20_261_125);
    int sound = 0;
    for (int i = 0; i < 600; i++) {
      byte[] file = SOUND.clone();
      mutate(file, random);
      sound += answer(file, "file " + i, CHECK::check) ? 1 : 0;
    }
    assertThat(sound).isBetween(10, 590);
  }

  @Test
  void aModelCutAnywhereIsRefused() {
    for (int length = 0; length < SOUND.length; length++) {
      byte[] file = Arrays.copyOf(SOUND, length);
      assertThat(answer(file, "cut to " + length, CHECK::check)).as("cut to " + length).isFalse();
    }
  }

  private static void mutate(byte[] file, Random random) {
    for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
      file[random.nextInt(file.length)] = (byte) random.nextInt(256);
    }
  }

  private interface Check {
    Object check(byte[] file) throws BadModelException;
  }

  private static boolean answer(byte[] file, String which, Check check) {
    try {
      return check.check(file) != null;
    } catch (BadModelException refused) {
      assertThat(refused.getMessage()).as(which).hasSizeBetween(20, 900).doesNotContain("null");
      assertThat(UNSEEN.matcher(refused.getMessage()).find()).as(which).isFalse();
      return false;
    } catch (RuntimeException | Error wrong) {
      throw new AssertionError(which, wrong);
    }
  }
}
