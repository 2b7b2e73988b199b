package dev.nevus.trainer.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.LesionImage;
import dev.nevus.image.NativeOpenCv;
import dev.nevus.mask.Mask;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class ContactSheetTest {
  private static final Mask.Membership LEFT = (x, y) -> x > 100 && x < 300 && y > 200 && y < 400;
  private static final Mask.Membership RIGHT = (x, y) -> x > 500 && x < 700 && y > 200 && y < 400;

  @Test
  void outlinesTruthInGreenAndPredictionInOrange() throws Exception {
    BufferedImage sheet;
    try (ContactSheet tiles = new ContactSheet(4)) {
      sheet = read(add(tiles, 800, 600, LEFT, RIGHT).png());
    }

    // The tile shows the image at 0.4 of its size, below a line and a margin.
    assertThat(share(sheet, 6 + 35, 30 + 75, 90, 95, ContactSheetTest::isGreen)).isPositive();
    assertThat(share(sheet, 6 + 35, 30 + 75, 90, 95, ContactSheetTest::isOrange)).isZero();
    assertThat(share(sheet, 6 + 195, 30 + 75, 90, 95, ContactSheetTest::isOrange)).isPositive();
    assertThat(share(sheet, 6 + 195, 30 + 75, 90, 95, ContactSheetTest::isGreen)).isZero();
  }

  @Test
  void fillsRowsAndKeepsEveryAspect() throws Exception {
    BufferedImage one;
    BufferedImage five;
    try (ContactSheet tiles = new ContactSheet(4)) {
      one = read(add(tiles, 800, 600, LEFT, LEFT).png());
      add(tiles, 100, 400, LEFT, LEFT);
      add(tiles, 401, 37, LEFT, LEFT);
      add(tiles, 1, 1, LEFT, LEFT);
      five = read(add(tiles, 320, 240, LEFT, LEFT).png());
      assertThat(tiles.size()).isEqualTo(5);
    }

    assertThat(five.getWidth()).isGreaterThan(4 * 320);
    assertThat(five.getHeight() - one.getHeight()).isEqualTo(240 + 24 + 6);
    assertThat(one.getWidth()).isLessThan(2 * 320);
    // The second tile is a quarter as wide as high: paper beside it, skin in its middle.
    int middle = 6 + 326 + 160;
    assertThat(new Color(five.getRGB(middle, 150))).isEqualTo(new Color(200, 200, 200));
    assertThat(new Color(five.getRGB(middle + 60, 150))).isEqualTo(Color.WHITE);
  }

  @Test
  void writesTheCaptionWhateverItHolds() throws Exception {
    try (ContactSheet tiles = new ContactSheet(1)) {
      BufferedImage sheet = read(add(tiles, 320, 240, LEFT, LEFT).png());

      assertThat(share(sheet, 6, 30 + 240, 320, 24, colour -> colour.getRed() < 120)).isPositive();
    }
  }

  @Test
  void refusesOtherSizesAndNothing() {
    try (ContactSheet tiles = new ContactSheet(2);
        LesionImage image = skin(80, 60);
        Mask same = Mask.drawn(80, 60, LEFT);
        Mask other = Mask.drawn(60, 80, LEFT)) {
      assertThatThrownBy(() -> tiles.add(image, same, other, ""))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("80x60")
          .hasMessageContaining("60x80");
      assertThatThrownBy(tiles::png).isInstanceOf(IllegalStateException.class);
    }
  }

  private static ContactSheet add(
      ContactSheet sheet, int width, int height, Mask.Membership truth, Mask.Membership predicted) {
    try (LesionImage image = skin(width, height);
        Mask green = Mask.drawn(width, height, truth);
        Mask orange = Mask.drawn(width, height, predicted)) {
      return sheet.add(image, green, orange, "naevus, Jaccard 0.5 \u00e4\n");
    }
  }

  private static LesionImage skin(int width, int height) {
    NativeOpenCv.load();
    return new LesionImage(new Mat(height, width, CvType.CV_8UC3, new Scalar(200, 200, 200)));
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @FunctionalInterface
  private interface Rule {
    boolean holds(Color colour);
  }

  private static double share(
      BufferedImage sheet, int left, int top, int width, int height, Rule rule) {
    int hits = 0;
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        hits += rule.holds(new Color(sheet.getRGB(x, y))) ? 1 : 0;
      }
    }
    return hits / (double) (width * height);
  }

  private static boolean isGreen(Color colour) {
    return colour.getGreen() > 180 && colour.getRed() < 120;
  }

  private static boolean isOrange(Color colour) {
    return colour.getRed() > 200 && colour.getBlue() < 80;
  }
}
