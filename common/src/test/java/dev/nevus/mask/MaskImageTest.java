package dev.nevus.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.ImageLimits;
import dev.nevus.image.RefusedException;
import org.junit.jupiter.api.Test;

class MaskImageTest {
  @Test
  void readsAPngAsItIs() throws Exception {
    try (Mask square = square();
        Mask read = MaskImage.decode(MaskPng.encode(square), ImageLimits.DEFAULT)) {
      assertThat(read.sameAs(square)).isTrue();
    }
  }

  @Test
  void readsABitmapAsWell() throws Exception {
    try (Mask square = square();
        Mask read = MaskImage.decode(MaskBmp.encode(square), ImageLimits.DEFAULT)) {
      assertThat(read.sameAs(square)).isTrue();
    }
  }

  @Test
  void refusesWhatIsNoImage() {
    assertThatThrownBy(() -> MaskImage.decode(new byte[500], ImageLimits.DEFAULT))
        .isInstanceOf(RefusedException.class);
  }

  private static Mask square() {
    return Mask.drawn(64, 48, (x, y) -> x > 10 && x < 40 && y > 12 && y < 30);
  }
}
