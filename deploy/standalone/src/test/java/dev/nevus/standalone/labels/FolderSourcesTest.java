package dev.nevus.standalone.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nevus.image.ImageLimits;
import dev.nevus.image.RefusedException;
import dev.nevus.mask.DrawnLesion;
import dev.nevus.mask.DrawnLesions;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskBmp;
import dev.nevus.mask.MaskPng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourcesTest {
  private final Path folder;
  private final Path images;
  private final Path masks;

  FolderSourcesTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    images = Files.createDirectory(folder.resolve("images"));
    masks = Files.createDirectory(folder.resolve("masks"));
  }

  @Test
  void aMaskOfAnotherFormatIsSentAsAPngWithTheSamePixels() throws Exception {
    try (DrawnLesion drawn = DrawnLesions.draw(new DrawnLesions.Scene(64, 48, 0, false), 1)) {
      Files.write(images.resolve("a.jpg"), drawn.jpeg());
      Files.write(masks.resolve("a.bmp"), MaskBmp.encode(drawn.mask()));

      byte[] sent = FolderSources.in(images, masks).get(0).mask();

      try (Mask mask = MaskPng.decode(sent, ImageLimits.DEFAULT)) {
        assertThat(mask.sameAs(drawn.mask())).isTrue();
      }
    }
  }

  @Test
  void nearDuplicatesAreSentAsOneLesion() throws Exception {
    pairs("a", "b", "c", "d", "e");
    Files.writeString(
        folder.resolve("manifest.csv"),
        """
        id,patient_id,lesion_id,near_duplicate_group
        a,p1,l1,7
        b,,,7
        c,,,8
        d,,,8
        e,p2,,
        """);

    List<LabelledSource> sources = FolderSources.in(images, masks);

    assertThat(sources.get(0).metadata().patient()).contains("p1");
    assertThat(sources.get(0).metadata().lesion()).contains("l1");
    assertThat(sources.get(1).metadata().lesion()).contains("l1");
    assertThat(sources.get(2).metadata().lesion()).contains("near-duplicates 8");
    assertThat(sources.get(3).metadata().lesion()).contains("near-duplicates 8");
    assertThat(sources.get(4).metadata().patient()).contains("p2");
    assertThat(sources.get(4).metadata().lesion()).isEmpty();
  }

  @Test
  void whatAHeaderCannotCarryIsRefusedForThatImageAlone() throws Exception {
    pairs("a", "b");
    Files.writeString(folder.resolve("manifest.csv"), "id,patient_id\na,Zoë\nb,p1\n");

    List<LabelledSource> sources = FolderSources.in(images, masks);

    assertThatThrownBy(() -> sources.get(0).metadata())
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("manifest.csv");
    assertThat(sources.get(1).metadata().patient()).contains("p1");
  }

  private void pairs(String... ids) throws IOException {
    for (String id : ids) {
      Files.createFile(images.resolve(id + ".jpg"));
      Files.createFile(masks.resolve(id + ".png"));
    }
  }
}
