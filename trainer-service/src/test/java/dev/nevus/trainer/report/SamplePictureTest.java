package dev.nevus.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.trainer.dataset.Sample;
import dev.nevus.trainer.training.PredictedSample;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SamplePictureTest {
  @Test
  void showsImageThenLabelThenProbability() throws IOException {
    byte[] rgb = {10, 20, 30, 40, 50, 60};
    Sample sample = new Sample(1, 2, rgb, new byte[] {1, 0});
    PredictedSample predicted = new PredictedSample(sample, 1, 2, new float[] {0.2f, 1});

    SamplePicture picture = new SamplePicture(predicted);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.png()));

    assertThat(new int[] {read.getWidth(), read.getHeight()})
        .containsExactly(picture.width(), picture.height())
        .containsExactly(14, 1);
    assertThat(new int[] {colour(read, 0), colour(read, 1)}).containsExactly(0x0a141e, 0x28323c);
    assertThat(new int[] {colour(read, 6), colour(read, 7)}).containsExactly(0xffffff, 0);
    assertThat(new int[] {colour(read, 12), colour(read, 13)}).containsExactly(0x333333, 0xffffff);
  }

  private static int colour(BufferedImage image, int x) {
    return image.getRGB(x, 0) & 0xffffff;
  }
}
