package dev.nevus.trainer.renewal;

import dev.nevus.image.ImageId;
import dev.nevus.label.DataSet;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.store.Keys;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import dev.nevus.store.StoreException;
import dev.nevus.trainer.training.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies of images and masks on this machine, fetched once and named by their digests: what is
 * there is right, or it is fetched anew. Not for several threads.
 */
final class LocalImages {
  private final ObjectStore store;
  private final Path images;
  private final Path masks;

  /**
   * Makes the folders if need be.
   *
   * @param folder only its owner may look in: there are images of patients in it
   */
  LocalImages(ObjectStore store, Path folder) throws IOException {
    this.store = store;
    this.images = PrivateFolder.make(folder.resolve("images"));
    this.masks = PrivateFolder.make(folder.resolve("masks"));
  }

  /** The image's original bytes. */
  byte[] original(ImageId image) throws IOException {
    return Files.readAllBytes(fetched(Keys.original(image), image.sha256(), images));
  }

  /**
   * Image and mask of each entry, in order.
   *
   * @throws InterruptedException between two of them
   */
  List<LabelledImage> pairs(List<DataSet.Entry> entries) throws IOException, InterruptedException {
    List<LabelledImage> pairs = new ArrayList<>();
    for (DataSet.Entry entry : entries) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while fetching images");
      }
      String id = entry.image().sha256();
      pairs.add(
          new LabelledImage(
              id,
              fetched(Keys.original(entry.image()), id, images),
              fetched(entry.mask(), entry.maskSha256(), masks),
              entry.group()));
    }
    return pairs;
  }

  /** Removes copies of whatever the set does not hold. */
  void keepOnly(DataSet set) throws IOException {
    Set<String> wanted = new HashSet<>();
    for (DataSet.Entry entry : set.images()) {
      wanted.add(entry.image().sha256());
      wanted.add(entry.maskSha256());
    }
    for (Path folder : List.of(images, masks)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          if (!wanted.contains(file.getFileName().toString())) {
            Files.delete(file);
          }
        }
      }
    }
  }

  private Path fetched(ObjectKey key, String sha256, Path folder) throws IOException {
    Path file = folder.resolve(sha256);
    if (Files.exists(file) && Sha256.of(Files.readAllBytes(file)).equals(sha256)) {
      return file;
    }
    byte[] content = store.get(key);
    if (!Sha256.of(content).equals(sha256)) {
      throw new StoreException("the object " + key + " is damaged: it has another digest");
    }
    WholeFile.replace(file, content);
    return file;
  }

  @Override
  public String toString() {
    return "LocalImages[" + store + "]";
  }
}
