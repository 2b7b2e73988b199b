package dev.nevus.label.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFoldersTest {
  private final Path folder;
  private final Path images;
  private final Path masks;

  ImageFoldersTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    images = Files.createDirectory(folder.resolve("images"));
    masks = Files.createDirectory(folder.resolve("masks"));
  }

  @Test
  void pairsByIdWhateverTheExtensionAndTheIsicSuffix() throws Exception {
    touch(images, "b.jpg", "a.JPEG", "notes.txt");
    touch(masks, "a.png", "b_segmentation.png", "Thumbs.db");

    List<LabelledImage> pairs = ImageFolders.pair(images, masks);

    assertThat(pairs).extracting(LabelledImage::id).containsExactly("a", "b");
    assertThat(pairs.get(1).mask()).isEqualTo(masks.resolve("b_segmentation.png"));
  }

  @Test
  void refusesOrphansAndListsThem() throws IOException {
    touch(images, "a.jpg", "lonely.jpg");
    touch(masks, "a.png", "stray.png");

    assertThatThrownBy(() -> ImageFolders.pair(images, masks))
        .isInstanceOf(UnpairedFilesException.class)
        .hasMessageStartingWith(
            "images without a mask: 1 (lonely); masks without an image: 1 (stray)");
  }

  @Test
  void refusesTwoFilesWithOneId() throws IOException {
    touch(images, "a.jpg", "a.png");
    touch(masks, "a.png");

    assertThatThrownBy(() -> ImageFolders.pair(images, masks))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("two files with one id");
  }

  @Test
  void readsNearDuplicateGroupsFromTheManifest() throws Exception {
    touch(images, "a.jpg", "b.jpg", "c.jpg");
    touch(masks, "a.png", "b.png", "c.png");
    Files.writeString(
        folder.resolve("manifest.csv"),
        "id,note,near_duplicate_group\na,\"full frame, aspect kept\",7\nb,,7\nc,,\n");

    List<LabelledImage> pairs = ImageFolders.pair(images, masks);

    assertThat(pairs).extracting(LabelledImage::group).containsExactly("group:7", "group:7", "c");
  }

  @Test
  void keepsPatientsLesionsAndWhateverTheyAreChainedToTogether() throws Exception {
    touch(images, "a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg");
    touch(masks, "a.png", "b.png", "c.png", "d.png", "e.png");
    Files.writeString(
        folder.resolve("manifest.csv"),
        "id,patient_id,lesion_id,near_duplicate_group\na,p1,l1,\nb,p1,l2,7\nc,p2,l3,7\nd,,l9,\ne,,,\n");

    List<LabelledImage> pairs = ImageFolders.pair(images, masks);

    assertThat(pairs)
        .extracting(LabelledImage::group)
        .containsExactly("1 patient:p1", "1 patient:p1", "1 patient:p1", "2 lesion:l9", "e");
  }

  @Test
  void asksTheManifestWhoseAnImageIs() throws Exception {
    Files.writeString(
        folder.resolve("manifest.csv"),
        "id,patient_id,lesion_id,near_duplicate_group\na,p1,l1,7\nb,,,\n");

    Manifest manifest = Manifest.beside(images);

    assertThat(manifest.patient("a")).contains("p1");
    assertThat(manifest.lesion("a")).contains("l1");
    assertThat(manifest.nearDuplicates("a")).contains("7");
    assertThat(manifest.patient("b")).isEmpty();
    assertThat(manifest.lesion("unknown")).isEmpty();
  }

  @Test
  void namesTheFolderThatIsEmptyOrNotThere() throws IOException {
    touch(images, "notes.txt");

    assertThatThrownBy(() -> ImageFolders.pair(images, masks))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no images in " + images);
    assertThatThrownBy(() -> ImageFolders.pair(folder.resolve("nowhere"), masks))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no folder");
  }

  private static void touch(Path folder, String... names) throws IOException {
    for (String name : names) {
      Files.createFile(folder.resolve(name));
    }
  }
}
