package dev.nevus.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.image.ImageLimits;
import dev.nevus.image.Refusal.Code;
import dev.nevus.image.RefusedException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;
import org.opencv.imgproc.Moments;

class MaskPngTest {
  private static final int MUTATIONS = 2_000;

  @ParameterizedTest
  @ValueSource(ints = {16, 17, 31, 64, 333})
  void whatIsWrittenIsReadTheSame(int side) throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Mask mask = Mask.drawn(side, side + 3, (x, y) -> random.nextInt(3) == 0);
        Mask read = MaskPng.decode(MaskPng.encode(mask), ImageLimits.DEFAULT)) {
      assertThat(read.sameAs(mask)).as("seed %d", seed).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 16, 0, 16", "3, 14, 5, 6", "8, 16, 2, 30", "7, 9, 39, 40", "39, 40, 0, 1"})
  void aLesionAnywhereIsReadTheSame(int left, int right, int top, int bottom) throws Exception {
    Mask.Membership box = (x, y) -> x >= left && x < right && y >= top && y < bottom;
    try (Mask mask = Mask.drawn(40, 40, box);
        Mask read = MaskPng.decode(MaskPng.encode(mask), ImageLimits.DEFAULT)) {
      assertThat(read.sameAs(mask)).isTrue();
      assertThat(mask.box()).isEqualTo(new Rect(left, top, right - left, bottom - top));
      assertThat(mask.centreOfMass())
          .isEqualTo(
              new CentreOfMass(
                  (right - left) * (long) (bottom - top),
                  (left + right - 1) / 2.0,
                  (top + bottom - 1) / 2.0));
    }
  }

  @Test
  void anEmptyMaskIsReadTheSame() throws Exception {
    try (Mask mask = Mask.drawn(33, 17, (x, y) -> false);
        Mask read = MaskPng.decode(MaskPng.encode(mask), ImageLimits.DEFAULT)) {
      assertThat(read.sameAs(mask)).isTrue();
      assertThat(mask.box().area()).isZero();
      assertThat(mask.centreOfMass()).isEqualTo(new CentreOfMass(0, 0, 0));
    }
  }

  @Test
  void theCentreOfMassIsThatOfTheMoments() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Mask mask = Mask.drawn(1500, 401, (x, y) -> x > 20 && random.nextInt(3) == 0)) {
      Moments moments = Imgproc.moments(mask.pixels(), true);
      CentreOfMass centre = mask.centreOfMass();
      assertThat(centre.area()).as("seed %d", seed).isEqualTo(mask.area());
      assertThat(centre.x()).isCloseTo(moments.m10 / moments.m00, within(1e-9));
      assertThat(centre.y()).isCloseTo(moments.m01 / moments.m00, within(1e-9));
    }
  }

  @Test
  void theFileHasOneChannelOfNoughtAnd255() {
    try (Mask mask = Mask.drawn(40, 30, (x, y) -> x > y)) {
      Mat read =
          Imgcodecs.imdecode(new MatOfByte(MaskPng.encode(mask)), Imgcodecs.IMREAD_UNCHANGED);
      assertThat(read.type()).isEqualTo(CvType.CV_8UC1);
      assertThat(read.get(0, 1)[0]).isEqualTo(255);
      assertThat(read.get(1, 0)[0]).isZero();
    }
  }

  @Test
  void greyAbove127IsLesion() throws Exception {
    try (Mask mask = Mask.drawn(32, 32, (x, y) -> true)) {
      mask.pixels().submat(0, 16, 0, 32).setTo(new Scalar(127));
      mask.pixels().submat(16, 32, 0, 32).setTo(new Scalar(128));
      try (Mask read = MaskPng.decode(grey(mask.pixels()), ImageLimits.DEFAULT)) {
        assertThat(read.area()).isEqualTo(16 * 32);
        assertThat(read.contains(0, 15)).isFalse();
        assertThat(read.contains(0, 16)).isTrue();
      }
    }
  }

  @Test
  void anotherFormatIsRefused() {
    MatOfByte file = new MatOfByte();
    try (Mask mask = Mask.drawn(32, 32, (x, y) -> true)) {
      Imgcodecs.imencode(".bmp", mask.pixels(), file);
    }
    assertThat(
            catchThrowableOfType(
                    RefusedException.class,
                    () -> MaskPng.decode(file.toArray(), ImageLimits.DEFAULT))
                .refusal()
                .code())
        .isEqualTo(Code.UNSUPPORTED_FORMAT);
  }

  @Test
  void hostileBytesAreRefusedOrReadAndNeverAnythingElse() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] sound;
    try (Mask mask = Mask.drawn(40, 30, (x, y) -> (x ^ y) % 3 == 0)) {
      sound = MaskPng.encode(mask);
    }
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = sound.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try (Mask mask = MaskPng.decode(bytes, ImageLimits.DEFAULT)) {
        assertThat(mask.area()).isBetween(0, mask.width() * mask.height());
      } catch (RefusedException e) {
        assertThat(e.refusal().detail()).isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError("seed %d, mutation %d".formatted(seed, i), e);
      }
    }
  }

  @Test
  void aMaskHasOneChannelOfEightBits() {
    try (Mask mask = Mask.drawn(3, 2, (x, y) -> x == 2 && y == 1)) {
      assertThat(mask).hasToString("Mask[3x2]");
      assertThat(mask.area()).isEqualTo(1);
      assertThat(mask.contains(2, 1)).isTrue();
      assertThat(mask.contains(1, 1)).isFalse();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Mask(new Mat(2, 2, CvType.CV_8UC3)).close());
    assertThatIllegalArgumentException().isThrownBy(() -> new Mask(new Mat()).close());
  }

  private static byte[] grey(Mat pixels) {
    MatOfByte file = new MatOfByte();
    Imgcodecs.imencode(".png", pixels, file);
    return file.toArray();
  }
}
