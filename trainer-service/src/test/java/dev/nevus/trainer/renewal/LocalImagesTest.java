package dev.nevus.trainer.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.nevus.label.DataSet;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Mask;
import dev.nevus.store.Keys;
import dev.nevus.store.StoreException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalImagesTest {
  private final Path folder;
  private final Ward ward;

  LocalImagesTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.ward = new Ward(folder);
    ward.label(0, 4);
  }

  @Test
  void pairsComeInTheOrderOfTheirEntriesAndAreFetchedOnce() throws Exception {
    DataSet set = ward.take(LabelPolicy.LATEST);

    List<LabelledImage> pairs = ward.images().pairs(set.images());
    forgetOriginalsAndMasks(set);
    List<LabelledImage> again = ward.images().pairs(set.images());

    assertThat(pairs)
        .extracting(LabelledImage::id)
        .containsExactlyElementsOf(
            set.images().stream().map(entry -> entry.image().sha256()).toList());
    assertThat(again).isEqualTo(pairs);
    for (int i = 0; i < pairs.size(); i++) {
      assertThat(pairs.get(i).mask()).exists();
    }
  }

  @Test
  void whatIsMissingOrDamagedIsLeftOutAndTheOthersAreNot() throws Exception {
    DataSet set = ward.take(LabelPolicy.LATEST);
    ward.forgetCopies();
    ward.store.lose(Keys.original(set.images().get(0).image()));
    ward.store.put(Keys.original(set.images().get(1).image()), new byte[] {1}, "image/jpeg");
    ward.store.lose(set.images().get(2).mask());

    assertThat(ward.images().pairs(set.images()))
        .extracting(LabelledImage::id)
        .containsExactly(set.images().get(3).image().sha256());
  }

  @Test
  void aMaskOfAnotherSizeIsLeftOutEachTime() throws Exception {
    try (Mask large = Mask.drawn(200, 100, (x, y) -> x < 50)) {
      ward.collect(ward.label(ward.image(0), "mallory", large));
    }
    DataSet set = ward.take(LabelPolicy.LATEST);
    LocalImages images = ward.images();

    assertThat(images.pairs(set.images())).hasSize(3);
    assertThat(images.pairs(set.images())).hasSize(3);
  }

  @Test
  void aCopyThatIsDamagedIsFetchedAnew() throws Exception {
    DataSet set = ward.take(LabelPolicy.LATEST);
    List<LabelledImage> pairs = ward.images().pairs(set.images());
    byte[] image = Files.readAllBytes(pairs.get(0).image());
    Files.write(pairs.get(0).image(), new byte[] {1});
    Files.write(pairs.get(0).mask(), new byte[] {1});

    assertThat(ward.images().pairs(set.images())).isEqualTo(pairs);
    assertThat(pairs.get(0).image()).hasBinaryContent(image);
  }

  @Test
  void aStoreThatIsAwayIsWaitedFor() throws Exception {
    DataSet set = ward.take(LabelPolicy.LATEST);
    ward.forgetCopies();
    LocalImages images = ward.images();
    ward.store.goAway();

    assertThatThrownBy(() -> images.pairs(set.images()))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(Patience.helps(e)).isTrue());
  }

  @Test
  void copiesOfWhatTheSetDoesNotHoldAreRemoved() throws Exception {
    DataSet set = ward.take(LabelPolicy.LATEST);
    LocalImages images = ward.images();
    images.pairs(set.images());
    DataSet smaller = new DataSet("latest", set.images().subList(0, 1));

    images.keepOnly(smaller);

    assertThat(folder.resolve("images"))
        .isDirectoryContaining(file -> file.endsWith(set.images().get(0).image().sha256()));
    assertThat(folder.resolve("images").toFile().list()).hasSize(1);
    assertThat(folder.resolve("masks").toFile().list()).hasSize(1);
  }

  @Test
  void nobodyElseMayLookIntoTheFoldersEvenIfTheyWereOpen() throws Exception {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    Files.createDirectories(folder.resolve("images"));
    Files.setPosixFilePermissions(
        folder.resolve("images"), PosixFilePermissions.fromString("rwxrwxrwx"));

    ward.images();

    for (String name : List.of("images", "masks")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
          .isEqualTo("rwx------");
    }
  }

  private void forgetOriginalsAndMasks(DataSet set) {
    for (DataSet.Entry entry : set.images()) {
      ward.store.lose(Keys.original(entry.image()));
      ward.store.lose(entry.mask());
    }
  }
}
