package dev.nevus.trainer.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nevus.event.EventJson;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

class FingerprintTest {
  private static final int DRAWINGS = 20;

  @Test
  void copiesOfAPictureAreNearIt() {
    for (int seed = 0; seed < DRAWINGS; seed++) {
      try (DrawnLesion drawing = draw(seed)) {
        Fingerprint original = Fingerprint.of(drawing.image());
        for (Mat copy : copies(drawing.image().bgr())) {
          assertThat(nearest(original, of(copy))).as("drawing %d", seed).isLessThan(Kindred.NEAR);
        }
      }
    }
  }

  @Test
  void differentPicturesAreFarFromEachOther() {
    List<Fingerprint> seen = new ArrayList<>();
    for (int seed = 0; seed < DRAWINGS; seed++) {
      try (DrawnLesion drawing = draw(seed)) {
        Fingerprint one = Fingerprint.of(drawing.image());
        assertThat(seen).allSatisfy(other -> assertThat(nearest(one, other)).isGreaterThan(112));
        seen.add(one);
      }
    }
  }

  @Test
  void turningTheBitsIsTurningThePicture() {
    try (DrawnLesion drawing = draw(3)) {
      Mat bgr = drawing.image().bgr();
      List<Fingerprint> turned = Fingerprint.of(drawing.image()).turned();

      for (int way = 0; way < turned.size(); way++) {
        Mat picture = bgr.clone();
        if ((way & 4) != 0) {
          picture = transposed(picture);
        }
        if ((way & 1) != 0) {
          Core.flip(picture, picture, 1);
        }
        if ((way & 2) != 0) {
          Core.flip(picture, picture, 0);
        }
        // Sums in another order may round differently.
        assertThat(of(picture).distance(turned.get(way))).as("way %d", way).isLessThan(20);
      }
      assertThat(turned).doesNotHaveDuplicates();
    }
  }

  @Test
  void distanceCountsTheBitsThatDiffer() {
    Fingerprint look = NewImages.look(new Random(1));

    assertThat(look.distance(look)).isZero();
    assertThat(look.distance(NewImages.copy(look, 37))).isEqualTo(37);
    assertThat(look.distance(NewImages.copy(look, Fingerprint.BITS))).isEqualTo(512);
  }

  @Test
  void comesBackFromItsJson() throws RefusedException {
    Fingerprint look = NewImages.look(new Random(1));

    assertThat(EventJson.fromJson(EventJson.toJson(look), Fingerprint.class)).isEqualTo(look);
  }

  @Test
  void anythingElseIsNoFingerprint() {
    for (String hex : List.of("", "0".repeat(127), "0".repeat(129), "G".repeat(128))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Fingerprint(hex));
    }
  }

  private static DrawnLesion draw(int seed) {
    return DrawnLesions.draw(Scene.varied(400, 300, seed), seed);
  }

  private static int nearest(Fingerprint one, Fingerprint other) {
    return one.turned().stream().mapToInt(turned -> turned.distance(other)).min().orElseThrow();
  }

  /** Closes the picture. */
  private static Fingerprint of(Mat bgr) {
    try (LesionImage image = new LesionImage(bgr)) {
      return Fingerprint.of(image);
    }
  }

  private static Mat transposed(Mat picture) {
    Mat transposed = new Mat();
    Core.transpose(picture, transposed);
    picture.release();
    return transposed;
  }

  private static List<Mat> copies(Mat bgr) {
    Mat half = new Mat();
    Imgproc.resize(bgr, half, new Size(), 0.5, 0.5, Imgproc.INTER_AREA);
    Mat twice = new Mat();
    Imgproc.resize(bgr, twice, new Size(), 2, 2, Imgproc.INTER_CUBIC);
    Mat brighter = new Mat();
    bgr.convertTo(brighter, -1, 1.1, 5);
    Mat mirrored = new Mat();
    Core.flip(bgr, mirrored, 1);
    Mat quarter = new Mat();
    Core.rotate(bgr, quarter, Core.ROTATE_90_CLOCKWISE);
    Mat cut = bgr.submat(new Rect(3, 2, bgr.cols() - 5, bgr.rows() - 4)).clone();
    return List.of(encoded(bgr), half, twice, brighter, mirrored, quarter, cut);
  }

  private static Mat encoded(Mat bgr) {
    MatOfByte file = new MatOfByte();
    Imgcodecs.imencode(".jpg", bgr, file, new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, 60));
    return Imgcodecs.imdecode(file, Imgcodecs.IMREAD_COLOR);
  }
}
