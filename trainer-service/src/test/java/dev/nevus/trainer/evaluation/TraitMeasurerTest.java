package dev.nevus.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nevus.image.LesionImage;
import dev.nevus.image.NativeOpenCv;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import dev.nevus.mask.Mask;
import dev.nevus.trainer.dataset.LabelledPair;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;

class TraitMeasurerTest {
  private static final Mask.Membership MIDDLE = (x, y) -> x >= 100 && x < 200 && y >= 50 && y < 150;

  @Test
  void measuresSizeContrastAndBorder() {
    ImageTraits inside = traits(170, MIDDLE);
    ImageTraits whole = traits(170, (x, y) -> true);
    ImageTraits edge = traits(170, (x, y) -> y == 199);

    assertThat(inside.lesionShare()).isCloseTo(100.0 * 100 / (300 * 200), within(1e-12));
    // sRGB grey 170 has L* 69.6, grey 119 has L* 50.0 (CIE 15).
    assertThat(inside.contrast().orElseThrow()).isCloseTo(69.6 - 50.0, within(0.3));
    assertThat(inside.touchesBorder()).isFalse();
    assertThat(whole.touchesBorder()).isTrue();
    assertThat(whole.contrast()).isEmpty();
    assertThat(edge.touchesBorder()).isTrue();
  }

  @Test
  void aDarkFrameIsNoSkin() {
    // All around the lesion is black: there is nothing to compare with.
    assertThat(traits(10, MIDDLE).contrast()).isEmpty();
    assertThat(traits(10, MIDDLE).darkFrame()).isTrue();
    assertThat(traits(170, MIDDLE).darkFrame()).isFalse();
  }

  @Test
  void seesDrawnHairAndCorners() {
    for (int seed = 1; seed <= 5; seed++) {
      ImageTraits bare = traits(new Scene(600, 450, 0, false), seed);
      ImageTraits hairy = traits(new Scene(600, 450, 60, false), seed);
      ImageTraits framed = traits(new Scene(600, 450, 0, true), seed);

      assertThat(bare.hairShare()).as("seed " + seed).isLessThan(0.005);
      assertThat(hairy.hairShare()).as("seed " + seed).isGreaterThan(0.02);
      assertThat(bare.darkFrame()).isFalse();
      assertThat(framed.darkFrame()).isTrue();
    }
  }

  @Test
  void crossingHairsCountToo() {
    Mat skin = new Mat(256, 340, CvType.CV_8UC1, new Scalar(170));
    for (int at = 20; at < 250; at += 40) {
      skin.submat(new Rect(0, at, 340, 3)).setTo(new Scalar(60));
      skin.submat(new Rect(at, 0, 3, 256)).setTo(new Scalar(60));
    }

    // Six lines each way, three pixels wide, the crossings counted once.
    double truth = (6 * 3 * 340 + 6 * 3 * 256 - 36 * 9) / (340.0 * 256);
    assertThat(HairCover.share(skin)).isCloseTo(truth, within(0.01));
    skin.release();
  }

  private static ImageTraits traits(Scene scene, long seed) {
    try (DrawnLesion drawn = DrawnLesions.draw(scene, seed)) {
      return TraitMeasurer.of(new LabelledPair(drawn.image(), drawn.mask()), Optional.empty());
    }
  }

  /** A lesion of grey 119 in the middle of grey skin. */
  private static ImageTraits traits(int skin, Mask.Membership truth) {
    NativeOpenCv.load();
    Mat bgr = new Mat(200, 300, CvType.CV_8UC3, new Scalar(skin, skin, skin));
    bgr.submat(new Rect(100, 50, 100, 100)).setTo(new Scalar(119, 119, 119));
    try (LabelledPair pair = new LabelledPair(new LesionImage(bgr), Mask.drawn(300, 200, truth))) {
      return TraitMeasurer.of(pair, Optional.empty());
    }
  }
}
