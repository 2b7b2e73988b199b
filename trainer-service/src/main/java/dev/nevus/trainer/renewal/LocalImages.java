package dev.nevus.trainer.renewal;

import dev.nevus.image.ImageDecoder;
import dev.nevus.image.ImageId;
import dev.nevus.image.ImageLimits;
import dev.nevus.image.LesionImage;
import dev.nevus.image.RefusedException;
import dev.nevus.label.DataSet;
import dev.nevus.label.folder.LabelledImage;
import dev.nevus.mask.Mask;
import dev.nevus.mask.MaskPng;
import dev.nevus.store.DamagedObject;
import dev.nevus.store.Keys;
import dev.nevus.store.NoSuchObject;
import dev.nevus.store.ObjectKey;
import dev.nevus.store.ObjectStore;
import dev.nevus.store.Sha256;
import dev.nevus.trainer.training.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of images and masks on this machine, fetched once and named by their digests: what is
 * there is right, or it is fetched anew. A mask is only there once it was tried on its image, so
 * that no pair of one training can break the next. For one thread, which has helpers.
 */
final class LocalImages {
  private static final Logger LOG = LoggerFactory.getLogger(LocalImages.class);

  private final ObjectStore store;
  private final Path images;
  private final Path masks;
  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  /**
   * Makes the folders if need be.
   *
   * @param folder gets two folders that only their owner may look in
   */
  LocalImages(ObjectStore store, Path folder) throws IOException {
    this.store = store;
    this.images = PrivateFolder.make(folder.resolve("images"));
    this.masks = PrivateFolder.make(folder.resolve("masks"));
  }

  /**
   * The image, decoded; the caller closes it.
   *
   * @throws NoSuchObject if it is gone
   * @throws DamagedObject if it is not what it was
   */
  LesionImage decoded(ImageId image) throws IOException, RefusedException {
    return decoder.decode(Files.readAllBytes(original(image)));
  }

  /**
   * Image and mask of each entry, in order. A pair that cannot be used is left out with a warning:
   * it must not keep the others from training for ever.
   *
   * @throws IOException if the store is away, or this machine's disk fails
   */
  List<LabelledImage> pairs(List<DataSet.Entry> entries) throws IOException, InterruptedException {
    return Several.of(entries, this::pair).stream().flatMap(Optional::stream).toList();
  }

  /** Removes copies of whatever the set does not hold. */
  void keepOnly(DataSet set) throws IOException {
    Set<Path> wanted = new HashSet<>();
    for (DataSet.Entry entry : set.images()) {
      wanted.add(copy(entry.image()));
      wanted.add(copy(entry));
    }
    for (Path folder : List.of(images, masks)) {
      for (Path file : PrivateFolder.children(folder)) {
        if (!wanted.contains(file)) {
          Files.delete(file);
        }
      }
    }
  }

  private Optional<LabelledImage> pair(DataSet.Entry entry) throws IOException {
    try {
      Path image = original(entry.image());
      Path mask = copy(entry);
      if (!isThere(mask, entry.maskSha256())) {
        byte[] png = intact(entry.mask(), entry.maskSha256());
        requireFitting(Files.readAllBytes(image), png);
        WholeFile.replace(mask, png);
      }
      return Optional.of(new LabelledImage(entry.image().sha256(), image, mask, entry.group()));
    } catch (NoSuchObject | DamagedObject | RefusedException e) {
      LOG.atWarn()
          .addKeyValue("image", entry.image())
          .addKeyValue("mask", entry.mask())
          .addKeyValue("cause", e.getMessage())
          .log("a labelled image cannot be used and is left out");
      return Optional.empty();
    }
  }

  private void requireFitting(byte[] image, byte[] png) throws RefusedException {
    try (LesionImage picture = decoder.decode(image);
        Mask mask = MaskPng.decode(png, ImageLimits.DEFAULT)) {
      MaskSize.require(mask, picture.width(), picture.height());
    }
  }

  private Path original(ImageId image) throws IOException {
    Path file = copy(image);
    if (!isThere(file, image.sha256())) {
      WholeFile.replace(file, intact(Keys.original(image), image.sha256()));
    }
    return file;
  }

  private Path copy(ImageId image) {
    return images.resolve(image.sha256());
  }

  /** Named by both, because a mask that fits one image may be that of another one, too. */
  private Path copy(DataSet.Entry entry) {
    return masks.resolve(entry.image().sha256() + "-" + entry.maskSha256());
  }

  private static boolean isThere(Path file, String sha256) throws IOException {
    return Files.exists(file) && Sha256.of(Files.readAllBytes(file)).equals(sha256);
  }

  private byte[] intact(ObjectKey key, String sha256) throws IOException {
    byte[] content = store.get(key);
    if (!Sha256.of(content).equals(sha256)) {
      throw new DamagedObject(key, "it has another digest");
    }
    return content;
  }

  @Override
  public String toString() {
    return "LocalImages[" + store + "]";
  }
}
