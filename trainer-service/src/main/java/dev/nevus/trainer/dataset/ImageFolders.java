package dev.nevus.trainer.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Pairs a folder of images with a folder of masks by file name. An id is the name without its
 * extension and without the {@code _segmentation} that ISIC appends to masks. A {@code
 * manifest.csv} beside the image folder may name near duplicates (columns {@code id} and {@code
 * near_duplicate_group}).
 */
public final class ImageFolders {
  private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff");
  private static final String ISIC_SUFFIX = "_segmentation";

  private ImageFolders() {}

  /**
   * All pairs, ordered by id.
   *
   * @throws UnpairedFilesException if a file has no partner, or two files have one id
   */
  public static List<LabelledImage> pair(Path images, Path masks)
      throws IOException, UnpairedFilesException {
    SortedMap<String, Path> imageById = byId(images);
    SortedMap<String, Path> maskById = byId(masks);
    List<String> lonelyImages =
        imageById.keySet().stream().filter(id -> !maskById.containsKey(id)).toList();
    List<String> lonelyMasks =
        maskById.keySet().stream().filter(id -> !imageById.containsKey(id)).toList();
    if (!lonelyImages.isEmpty() || !lonelyMasks.isEmpty()) {
      throw new UnpairedFilesException(lonelyImages, lonelyMasks);
    }
    Map<String, String> groups = groups(images.resolveSibling("manifest.csv"));
    List<LabelledImage> pairs = new ArrayList<>();
    imageById.forEach(
        (id, image) ->
            pairs.add(
                new LabelledImage(
                    id, image, maskById.getOrDefault(id, image), groups.getOrDefault(id, id))));
    return List.copyOf(pairs);
  }

  private static SortedMap<String, Path> byId(Path folder) throws IOException {
    SortedMap<String, Path> found = new TreeMap<>();
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

  private static Map<String, String> groups(Path manifest) throws IOException {
    Map<String, String> groups = new HashMap<>();
    if (!Files.exists(manifest)) {
      return groups;
    }
    List<String> lines = Files.readAllLines(manifest, StandardCharsets.UTF_8);
    List<String> header = CsvLine.fields(lines.get(0));
    int id = header.indexOf("id");
    int group = header.indexOf("near_duplicate_group");
    if (id < 0 || group < 0) {
      return groups;
    }
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = CsvLine.fields(line);
      if (fields.size() > Math.max(id, group) && !fields.get(group).isBlank()) {
        groups.put(fields.get(id), "group:" + fields.get(group));
      }
    }
    return groups;
  }
}
