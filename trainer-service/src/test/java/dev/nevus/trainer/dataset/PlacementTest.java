package dev.nevus.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.image.NativeOpenCv;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class PlacementTest {
  private static final int SIZE = 9;

  @BeforeAll
  static void loadOpenCv() {
    NativeOpenCv.load();
  }

  @Test
  void aQuarterTurnMovesEveryPixelToItsPlace() {
    Mat corner = cornerMarked();
    Mat turned = new Mat();

    new Placement(Math.PI / 2, 1, 1, false, 0, 0).apply(corner, turned);

    int last = SIZE - 1;
    assertThat(turned.get(0, last)[0] + turned.get(last, 0)[0] + turned.get(last, last)[0])
        .isEqualTo(255);
    assertThat(turned.get(0, 0)[0]).isZero();
  }

  @Test
  void mirroringExchangesLeftAndRight() {
    Mat mirrored = new Mat();

    new Placement(0, 1, 1, true, 0, 0).apply(cornerMarked(), mirrored);

    assertThat(mirrored.get(0, SIZE - 1)[0]).isEqualTo(255);
    assertThat(mirrored.get(0, 0)[0]).isZero();
  }

  @Test
  void staysWithinWhatAPhotographCouldShow() {
    Random random = new Random(1);
    for (int draw = 0; draw < 1000; draw++) {
      Placement placement = Placement.draw(random);

      assertThat(placement.scaleX()).isBetween(0.55, 1.75);
      assertThat(placement.scaleY()).isBetween(0.55, 1.75);
      assertThat(Math.abs(placement.shiftX())).isLessThanOrEqualTo(0.12);
    }
  }

  private static Mat cornerMarked() {
    Mat corner = new Mat(SIZE, SIZE, CvType.CV_8UC1, new Scalar(0));
    corner.put(0, 0, new byte[] {(byte) 255});
    return corner;
  }
}
