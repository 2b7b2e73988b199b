package dev.nevus.label.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Pairs a folder of images with a folder of masks by file name. An id is the name without its
 * extension and without the {@code _segmentation} that ISIC appends to masks. A {@code
 * manifest.csv} beside the image folder may say which images belong together (columns {@code id},
 * {@code patient_id}, {@code lesion_id}, {@code near_duplicate_group}).
 */
public final class ImageFolders {
  private static final Set<String> EXTENSIONS =
      new TreeSet<>(Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff"));
  private static final String ISIC_SUFFIX = "_segmentation";

  private ImageFolders() {}

  /**
   * All pairs, ordered by id.
   *
   * @throws UnpairedFilesException if a file has no partner; all of them are listed
   * @throws IOException if a folder cannot be read or holds no image, or two files have one id
   */
  public static List<LabelledImage> pair(Path images, Path masks)
      throws IOException, UnpairedFilesException {
    SortedMap<String, Path> imageById = byId(images);
    SortedMap<String, Path> maskById = byId(masks);
    if (imageById.isEmpty()) {
      throw new IOException("no images in " + images + ": it wants " + EXTENSIONS);
    }
    List<String> lonelyImages =
        imageById.keySet().stream().filter(id -> !maskById.containsKey(id)).toList();
    List<String> lonelyMasks =
        maskById.keySet().stream().filter(id -> !imageById.containsKey(id)).toList();
    if (!lonelyImages.isEmpty() || !lonelyMasks.isEmpty()) {
      throw new UnpairedFilesException(lonelyImages, lonelyMasks);
    }
    Groups groups = Groups.of(Manifest.beside(images));
    List<LabelledImage> pairs = new ArrayList<>();
    imageById.forEach(
        (id, image) ->
            pairs.add(
                new LabelledImage(id, image, maskById.getOrDefault(id, image), groups.of(id))));
    return List.copyOf(pairs);
  }

  private static SortedMap<String, Path> byId(Path folder) throws IOException {
    SortedMap<String, Path> found = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        if (dot > 0 && EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))) {
          Path twin = found.put(id(name.substring(0, dot)), file);
          if (twin != null) {
            throw new IOException("two files with one id: " + twin + " and " + file);
          }
        }
      }
    }
    return found;
  }

  private static String id(String stem) {
    return stem.endsWith(ISIC_SUFFIX)
        ? stem.substring(0, stem.length() - ISIC_SUFFIX.length())
        : stem;
  }
}
