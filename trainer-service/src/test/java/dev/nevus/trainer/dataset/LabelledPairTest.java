package dev.nevus.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.LeastSize;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.DrawnLesions.Scene;
import dev.nevus.mask.MaskBmp;
import dev.nevus.mask.MaskPng;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledPairTest {
  private static final LeastSize WHOLE = new LeastSize(4096, 4096, 4096);

  private final Path folder;

  LabelledPairTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsMasksInAnyFormatThatImagesHave() throws IOException {
    try (DrawnLesion lesion = draw(96, 64);
        LabelledPair png = read(lesion.jpeg(), MaskPng.encode(lesion.mask()));
        LabelledPair bmp = read(lesion.png(), MaskBmp.encode(lesion.mask()))) {
      assertThat(png.mask().sameAs(lesion.mask())).isTrue();
      assertThat(bmp.mask().sameAs(lesion.mask())).isTrue();
    }
  }

  @Test
  void refusesAMaskOfAnotherSizeNamingBoth() {
    try (DrawnLesion lesion = draw(96, 64);
        DrawnLesion other = draw(64, 64)) {
      assertThatThrownBy(() -> read(lesion.jpeg(), MaskPng.encode(other.mask())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("pair x")
          .hasMessageContaining("96x64")
          .hasMessageContaining("64x64");
    }
  }

  @Test
  void saysWhichOfTheTwoFilesIsDamaged() {
    try (DrawnLesion lesion = draw(96, 64)) {
      byte[] text = "not an image".getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(() -> read(text, MaskPng.encode(lesion.mask())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("pair x: image");
      assertThatThrownBy(() -> read(lesion.jpeg(), text))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("pair x: mask");
    }
  }

  @Test
  void aSetNamesAllOfItsBadPairs() throws IOException {
    LabelledImage first = files("a", new byte[] {1}, new byte[] {2});
    LabelledImage second = files("b", new byte[] {1}, new byte[] {2});

    assertThatThrownBy(() -> Samples.load(List.of(first, second), 64, 64))
        .isInstanceOf(BadPairsException.class)
        .hasMessageContaining("2 of the pairs")
        .hasMessageContaining("pair a")
        .hasMessageContaining("pair b");
  }

  private LabelledPair read(byte[] image, byte[] mask) throws IOException {
    return LabelledPair.read(files("x", image, mask), WHOLE);
  }

  private LabelledImage files(String id, byte[] image, byte[] mask) throws IOException {
    return new LabelledImage(
        id,
        Files.write(folder.resolve(id + ".image"), image),
        Files.write(folder.resolve(id + ".mask"), mask),
        id);
  }

  private static DrawnLesion draw(int width, int height) {
    return DrawnLesions.draw(new Scene(width, height, 0, false), 3);
  }
}
