package dev.nevus.trainer.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nevus.label.folder.LabelledImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetDigestTest {
  private final Path folder;

  DataSetDigestTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void dependsOnContentAndNotOnNamesOrOrder() throws IOException {
    LabelledImage one = pair("one", "pixels of 1", "mask of 1");
    LabelledImage two = pair("two", "pixels of 2", "mask of 2");
    LabelledImage renamed = pair("renamed", "pixels of 1", "mask of 1");

    String digest = DataSetDigest.of(List.of(one, two));

    assertThat(digest).matches("[0-9a-f]{64}");
    assertThat(DataSetDigest.of(List.of(two, renamed))).isEqualTo(digest);
  }

  @Test
  void tellsACorrectedMask() throws IOException {
    LabelledImage before = pair("before", "pixels", "mask");
    LabelledImage after = pair("after", "pixels", "better mask");

    assertThat(DataSetDigest.of(List.of(before))).isNotEqualTo(DataSetDigest.of(List.of(after)));
  }

  private LabelledImage pair(String id, String image, String mask) throws IOException {
    Path imageFile = Files.writeString(folder.resolve(id + ".jpg"), image);
    Path maskFile = Files.writeString(folder.resolve(id + ".png"), mask);
    return new LabelledImage(id, imageFile, maskFile, id);
  }
}
